/** The device's keychain in memory; stands in for expo-secure-store. */
const kept = new Map<string, string>();

export async function getItemAsync(key: string): Promise<string | null> {
  return kept.get(key) ?? null;
}

export async function setItemAsync(key: string, value: string): Promise<void> {
  kept.set(key, value);
}

export async function deleteItemAsync(key: string): Promise<void> {
  kept.delete(key);
}

export function emptyKeychain(): void {
  kept.clear();
}
