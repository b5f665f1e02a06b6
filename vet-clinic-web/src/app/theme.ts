/** Light, dark, or whatever the system says. public/theme.js applies the same setting before the first paint. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORED = "vet.theme";

function stored(): Theme {
  const value = localStorage.getItem(STORED);
  return THEMES.find((theme) => theme === value) ?? "system";
}

const slice = createSlice({
  name: "theme",
  initialState: stored,
  reducers: { themeChosen: (_, action: PayloadAction<Theme>) => action.payload },
});

export const { themeChosen } = slice.actions;
export const themeReducer = slice.reducer;

export function applyTheme(theme: Theme): void {
  if (theme === "system") {
    localStorage.removeItem(STORED);
    delete document.documentElement.dataset["theme"];
  } else {
    localStorage.setItem(STORED, theme);
    document.documentElement.dataset["theme"] = theme;
  }
}
