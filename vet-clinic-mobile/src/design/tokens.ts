/**
 * Every colour, size, radius and duration of the phone app; nothing outside this file names a raw one. The values are
 * those of the web app's tokens.css, so that both clients read as one clinic.
 */
const light = {
  paper: "#f8f4ea",
  surface: "#fffcf5",
  raised: "#fffefb",
  sunk: "#efe9db",
  line: "#ddd5c3",
  lineStrong: "#8b8a7b",
  scrim: "rgba(20, 35, 29, 0.45)",
  shadow: "rgba(60, 48, 20, 0.14)",

  ink: "#1c3129",
  inkSoft: "#4a5b52",

  green: "#1f4d3c",
  greenDeep: "#16392d",
  greenWash: "#e3ebdd",
  onGreen: "#fbf8f0",
  onGreenDeep: "#f4efe1",
  onGreenDeepSoft: "#c4d3c6",
  /** Hairlines and quiet buttons on the deep green ground. */
  lineOnGreenDeep: "#3f6353",

  accent: "#f2b33d",
  accentStrong: "#e6a022",
  accentWash: "#fbebc8",
  onAccent: "#1c2a22",

  free: "#2a7145",
  freeWash: "#e1efdf",
  due: "#9a4c17",
  dueWash: "#f8e6d4",
  alert: "#a92b26",
  alertWash: "#f9e2dc",
  onAlert: "#fffcf5",
  info: "#2c5a83",
  infoWash: "#e2eaf0",
  taken: "#62605a",
  takenWash: "#ebe6da",
};

export type Colors = typeof light;
export type ColorName = keyof Colors;

const dark: Colors = {
  paper: "#131f1a",
  surface: "#1a2923",
  raised: "#21322b",
  sunk: "#0e1814",
  line: "#2f4239",
  lineStrong: "#71857a",
  scrim: "rgba(4, 9, 7, 0.65)",
  shadow: "rgba(0, 0, 0, 0.45)",

  ink: "#efe9db",
  inkSoft: "#b4bfb5",

  green: "#8fc7a9",
  greenDeep: "#0f2a20",
  greenWash: "#22392f",
  onGreen: "#10201a",
  onGreenDeep: "#efe9db",
  onGreenDeepSoft: "#b4bfb5",
  lineOnGreenDeep: "#355546",

  accent: "#f4bc52",
  accentStrong: "#ffcb6b",
  accentWash: "#3d3520",
  onAccent: "#1c2a22",

  free: "#86cf9b",
  freeWash: "#1d3a2a",
  due: "#efa36e",
  dueWash: "#40291a",
  alert: "#f59a8f",
  alertWash: "#45211d",
  onAlert: "#2a1210",
  info: "#93bee6",
  infoWash: "#1b3144",
  taken: "#a6a89e",
  takenWash: "#28312c",
};

export const palettes = { light, dark } as const;

/** A pet's own tint: the wash behind its silhouette and the silhouette itself, light and dark. */
export const petTints = {
  light: [
    { wash: "#f3ddc3", mark: "#8a5426" },
    { wash: "#d8e5d3", mark: "#3b6a4b" },
    { wash: "#d7e3ea", mark: "#35617f" },
    { wash: "#eed9d6", mark: "#8b4a48" },
    { wash: "#e4dcea", mark: "#665080" },
    { wash: "#ebe5b8", mark: "#66601a" },
  ],
  dark: [
    { wash: "#46341f", mark: "#e8b583" },
    { wash: "#26402f", mark: "#9acba7" },
    { wash: "#22384a", mark: "#9dc4df" },
    { wash: "#46292a", mark: "#e5aba5" },
    { wash: "#382d47", mark: "#c6b1dc" },
    { wash: "#3d3b1d", mark: "#d3ca76" },
  ],
} as const;

/** A four-pixel grid. */
export const space = {
  hair: 2,
  xs: 4,
  sm: 8,
  md: 12,
  lg: 16,
  xl: 20,
  xxl: 24,
  xxxl: 32,
  huge: 48,
} as const;

export const radius = { control: 8, full: 999 } as const;

/** Six sizes: the serif carries page titles and pets' names, the sans everything else. */
export const type = {
  xs: { fontSize: 13, lineHeight: 18 },
  sm: { fontSize: 15, lineHeight: 22 },
  base: { fontSize: 17, lineHeight: 26 },
  lg: { fontSize: 21, lineHeight: 28 },
  xl: { fontSize: 28, lineHeight: 34 },
  xxl: { fontSize: 40, lineHeight: 46 },
} as const;

export const fonts = {
  sans: "SourceSans3_400Regular",
  sansStrong: "SourceSans3_600SemiBold",
  serif: "Newsreader_500Medium",
  serifItalic: "Newsreader_400Regular_Italic",
} as const;

/** No target smaller than this in either direction. */
export const target = { minimum: 48, primary: 56 } as const;

export const motion = { quick: 120, calm: 180, breath: 1600 } as const;

/** Lines of text stay readable on a tablet or a desktop browser. */
export const measure = { column: 560 } as const;

export const icon = { sm: 18, md: 22, lg: 28 } as const;

export const portrait = { sm: 44, md: 64, lg: 112 } as const;

export const stroke = { hair: 1, strong: 2 } as const;
