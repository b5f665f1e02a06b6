/** The device's network in the hands of a test; stands in for expo-network. */
interface State {
  isConnected: boolean;
}

let current: State = { isConnected: true };
const listeners = new Set<(state: State) => void>();

export async function getNetworkStateAsync(): Promise<State> {
  return current;
}

export function addNetworkStateListener(listener: (state: State) => void) {
  listeners.add(listener);
  return { remove: () => void listeners.delete(listener) };
}

export function setConnected(isConnected: boolean): void {
  current = { isConnected };
  for (const listener of listeners) listener(current);
}
