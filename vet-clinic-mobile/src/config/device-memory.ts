/** What the device remembers between starts. On a phone: the keychain or keystore, since a session is among it. */
import * as SecureStore from "expo-secure-store";

export type MemoryKey = "vet.session" | "vet.preferences";

export async function recall(key: MemoryKey): Promise<string | null> {
  return SecureStore.getItemAsync(key);
}

export async function remember(key: MemoryKey, value: string): Promise<void> {
  await SecureStore.setItemAsync(key, value);
}

export async function forget(key: MemoryKey): Promise<void> {
  await SecureStore.deleteItemAsync(key);
}
