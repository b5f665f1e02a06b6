/** Which palette is in force: the person's choice, else the device's. Components read colours only from here. */
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { AccessibilityInfo, useColorScheme } from "react-native";
import { palettes, petTints, type Colors } from "./tokens";

export type ThemeChoice = "system" | "light" | "dark";

export interface Theme {
  colors: Colors;
  isDark: boolean;
  /** The tint that belongs to one id, the same on every screen and in the web app. */
  tintOf: (id: string) => { wash: string; mark: string };
  isMotionReduced: boolean;
}

const ThemeContext = createContext<Theme | null>(null);

export function ThemeProvider({ choice, children }: { choice: ThemeChoice; children: ReactNode }) {
  const device = useColorScheme();
  const isMotionReduced = useReducedMotionSetting();
  const isDark = choice === "system" ? device === "dark" : choice === "dark";
  const theme = useMemo<Theme>(() => {
    const tints = isDark ? petTints.dark : petTints.light;
    return {
      colors: isDark ? palettes.dark : palettes.light,
      isDark,
      isMotionReduced,
      tintOf: (id) => tints[tintIndex(id, tints.length)] ?? tints[0],
    };
  }, [isDark, isMotionReduced]);
  return <ThemeContext value={theme}>{children}</ThemeContext>;
}

export function useTheme(): Theme {
  const theme = use(ThemeContext);
  if (theme === null) throw new Error("useTheme needs a ThemeProvider above it.");
  return theme;
}

/** Stable for an id, and reckoned as in the web app: a pet has one colour everywhere. */
export function tintIndex(id: string, count: number): number {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return sum % count;
}

function useReducedMotionSetting(): boolean {
  const [isReduced, setReduced] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void AccessibilityInfo.isReduceMotionEnabled().then((value) => {
      if (isCurrent) setReduced(value);
    });
    const subscription = AccessibilityInfo.addEventListener("reduceMotionChanged", setReduced);
    return () => {
      isCurrent = false;
      subscription.remove();
    };
  }, []);
  return isReduced;
}
