/** On a phone the sign-in page opens in the system's own sign-in browser and hands its address back. */
import * as Linking from "expo-linking";
import * as WebBrowser from "expo-web-browser";

/** The address the page came back with, or null when the person closed it. */
export async function openSignIn(pageFor: (returnUrl: string) => string): Promise<string | null> {
  const returnUrl = Linking.createURL("/sign-in");
  const result = await WebBrowser.openAuthSessionAsync(pageFor(returnUrl), returnUrl);
  return result.type === "success" ? result.url : null;
}

/** A phone starts without an address to read. */
export function takeReturnAddress(): string | null {
  return null;
}
