/** The person's own choices about this app on this device: how it looks and which language it speaks. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import { recall, remember } from "./device-memory";

export interface Preferences {
  theme: "system" | "light" | "dark";
  language: "system" | "en" | "de";
}

export const DEFAULT_PREFERENCES: Preferences = { theme: "system", language: "system" };

const slice = createSlice({
  name: "preferences",
  initialState: DEFAULT_PREFERENCES,
  reducers: {
    themeChosen: (state, action: PayloadAction<Preferences["theme"]>) => ({
      ...state,
      theme: action.payload,
    }),
    languageChosen: (state, action: PayloadAction<Preferences["language"]>) => ({
      ...state,
      language: action.payload,
    }),
  },
});

export const preferencesReducer = slice.reducer;
export const { themeChosen, languageChosen } = slice.actions;

/** The choices of the last start; anything unreadable counts as no choice. */
export async function recallPreferences(): Promise<Preferences> {
  const text = await recall("vet.preferences");
  if (text === null) return DEFAULT_PREFERENCES;
  try {
    const raw = JSON.parse(text) as Partial<Record<keyof Preferences, unknown>>;
    return {
      theme: raw.theme === "light" || raw.theme === "dark" ? raw.theme : "system",
      language: raw.language === "en" || raw.language === "de" ? raw.language : "system",
    };
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

export async function rememberPreferences(preferences: Preferences): Promise<void> {
  await remember("vet.preferences", JSON.stringify(preferences));
}
