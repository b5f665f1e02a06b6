/** In a browser the whole page goes to the sign-in page and comes back; the next start reads the address it came back with. */
export async function openSignIn(pageFor: (returnUrl: string) => string): Promise<string | null> {
  window.location.assign(pageFor(`${window.location.origin}/sign-in`));
  return new Promise(() => undefined);
}

const arrival = window.location.href;

/** The address this start came with. The session is wiped from the address bar, so that nobody copies it along. */
export function takeReturnAddress(): string | null {
  if (!arrival.includes("#vet_dev_session=")) return null;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  return arrival;
}
