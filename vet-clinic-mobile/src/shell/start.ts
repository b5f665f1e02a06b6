/** What has to be known before the first screen: where the API is, and what the person chose last time. */
import { Platform } from "react-native";
import { TokenDesk } from "@/api/token-desk";
import { recallPreferences } from "@/config/preferences";
import { loadRuntimeConfig, type RuntimeConfig } from "@/config/runtime";
import { createI18n, spokenLanguage } from "@/i18n/i18n";
import { createStore, type Store } from "./store";
import { allWords } from "./words";

export interface Started {
  config: RuntimeConfig;
  tokens: TokenDesk;
  store: Store;
  i18n: ReturnType<typeof createI18n>;
}

/** Raises ConfigError when the build does not say where the API is. */
export async function start(): Promise<Started> {
  const [config, preferences] = await Promise.all([
    loadRuntimeConfig(Platform.OS === "web"),
    recallPreferences(),
  ]);
  return assemble(config, preferences);
}

export function assemble(config: RuntimeConfig, preferences: Parameters<typeof createStore>[1]): Started {
  const i18n = createI18n(spokenLanguage(preferences.language), allWords);
  const tokens = new TokenDesk();
  const store = createStore({ apiUrl: config.apiUrl, tokens, locale: () => i18n.language }, preferences);
  return { config, tokens, store, i18n };
}
