/** Pets seen from behind, sitting in a row as if at a window: the home page's picture. Decoration only. */

const sitting = {
  cat: "M30 150C6 150 2 118 14 96c5-9 9-16 9-26-8-6-12-15-11-26l1-20c0-3 3-4 5-2l10 10c6-2 12-2 18 0l10-10c2-2 5-1 5 2l1 20c1 11-3 20-11 26 0 10 4 17 9 26 10 19 9 43-5 51 9 0 16-3 19-10 2-5 8-3 7 2-3 11-14 14-27 13H30Z",
  dog: "M36 200C4 200-2 156 12 124c6-14 13-24 15-38-3 4-8 5-13 2C3 82-2 58 6 42c3-7 9-10 15-9C30 18 70 18 79 33c6-1 12 2 15 9 8 16 3 40-8 46-5 3-10 2-13-2 2 14 9 24 15 38 13 30 9 68-16 75 16 2 26-8 27-22 0-6 8-6 9 0 2 17-9 26-28 24H36Z",
  rabbit:
    "M34 140C4 140-2 112 10 92c7-10 14-14 15-22-9-5-12-16-8-24C10 32 9 12 14 4c2-4 7-3 9 1 5 9 8 22 8 32 5-1 9-1 13 0 0-10 3-23 8-32 2-4 7-5 9-1 5 8 4 28-3 42 4 8 1 19-8 24 1 8 8 12 15 22 12 20 7 48-24 48H34Z",
  bird: "M20 90C5 82 0 64 6 44 9 33 14 27 15 20 16 8 24 2 33 2c10 0 17 7 18 18 1 7 6 13 9 24 6 20 1 38-14 46l4 24c1 5-4 7-7 4l-10-9-10 9c-3 3-8 1-7-4Z",
};

/** `className` sets the height and the colour. */
export function WindowRow({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 560 216" aria-hidden="true" focusable="false" className={className} fill="currentColor">
      <path d={sitting.dog} transform="translate(20 14)" />
      <path d={sitting.cat} transform="translate(160 64)" />
      <path d={sitting.rabbit} transform="translate(284 74)" />
      <circle cx="322" cy="196" r="11" opacity="0.45" />
      <path d={sitting.bird} transform="translate(390 102)" />
      <path d={sitting.cat} transform="translate(545 84) scale(-0.87 0.87)" />
    </svg>
  );
}
