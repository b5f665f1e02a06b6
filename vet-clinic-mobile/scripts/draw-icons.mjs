// Draw the app's icon, splash and favicon into assets/: a cat at the window, the sun behind it. Needs a Chromium (CHROMIUM=path).
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const chromium = process.env.CHROMIUM ?? "chromium";
/** A cat from behind, on a 200 by 240 field, and its tail. */
const BODY =
  "M62 20 84 42Q100 36 116 42L138 20Q144 14 146 23L150 64Q152 94 126 112 128 134 142 156 170 200 150 224 142 234 124 234H76" +
  "Q58 234 50 224 30 200 58 156 72 134 74 112 48 94 50 64L54 23Q56 14 62 20Z";
const TAIL = "M140 226Q188 234 190 192";

const PAPER = "#f8f4ea";
const GREEN = "#16392d";
const SUN = "#f2b33d";
const NIGHT_PAPER = "#efe9db";

/** A 1024 field; the drawing keeps to the middle two thirds, which every launcher's mask leaves visible. */
const scene = ({ ground, sun, animal, scale = 1 }) => {
  const rim = ground === null ? "" : `stroke="${ground}" stroke-width="10" paint-order="stroke"`;
  return `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">
  ${ground === null ? "" : `<rect width="1024" height="1024" fill="${ground}"/>`}
  <g transform="translate(512 512) scale(${scale}) translate(-512 -512)">
    <circle cx="512" cy="470" r="300" fill="${sun}"/>
    <g transform="translate(242 196) scale(2.7)">
      ${ground === null ? "" : `<path d="${TAIL}" fill="none" stroke="${ground}" stroke-width="24" stroke-linecap="round"/>`}
      <path d="${BODY}" fill="${animal}" stroke-linejoin="round" ${rim}/>
      <path d="${TAIL}" fill="none" stroke="${animal}" stroke-width="14" stroke-linecap="round"/>
    </g>
  </g>
</svg>`;
};

const drawings = [
  ["icon.png", 1024, scene({ ground: GREEN, sun: SUN, animal: PAPER, scale: 1.1 })],
  ["icon-foreground.png", 1024, scene({ ground: null, sun: SUN, animal: PAPER, scale: 0.78 })],
  ["splash.png", 512, scene({ ground: null, sun: SUN, animal: GREEN, scale: 1.35 })],
  ["splash-dark.png", 512, scene({ ground: null, sun: SUN, animal: NIGHT_PAPER, scale: 1.35 })],
  ["favicon.png", 64, scene({ ground: GREEN, sun: SUN, animal: PAPER, scale: 1.3 })],
];

const workspace = mkdtempSync(join(tmpdir(), "icons-"));
try {
  for (const [name, size, svg] of drawings) {
    const page = join(workspace, "page.html");
    const style = "html,body{margin:0;background:transparent}svg{display:block;width:100vw;height:100vh}";
    writeFileSync(page, `<!doctype html><style>${style}</style>${svg}`);
    execFileSync(chromium, [
      "--headless",
      "--no-sandbox",
      "--hide-scrollbars",
      "--force-device-scale-factor=1",
      "--default-background-color=00000000",
      `--window-size=${size},${size}`,
      `--screenshot=${join(root, "assets", name)}`,
      `file://${page}`,
    ]);
  }
} finally {
  rmSync(workspace, { recursive: true });
}
