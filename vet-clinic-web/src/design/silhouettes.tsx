/** The drawn pets: a portrait per species for pets without a photo. Shapes fill with the text colour, details with `--wash`. */
import type { ReactElement } from "react";

export const SPECIES = ["dog", "cat", "rabbit", "bird", "reptile", "small_mammal", "horse", "other"] as const;
export type SpeciesName = (typeof SPECIES)[number];

const shape = {
  fill: "currentColor",
  stroke: "var(--wash)",
  strokeWidth: 2,
  strokeLinejoin: "round",
} as const;
const detail = { fill: "var(--wash)" } as const;
const hairline = {
  fill: "none",
  stroke: "var(--wash)",
  strokeWidth: 1.8,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

function Shoulders({ d = "M8 66C8 53 18 47 32 47s24 6 24 19Z" }: { d?: string }) {
  return <path d={d} {...shape} />;
}

const FIGURES: Record<SpeciesName, ReactElement> = {
  dog: (
    <>
      <Shoulders />
      <path
        d="M32 11c10 0 15 7 15 17 0 5-2 9-4 13-2 6-5 11-11 11s-9-5-11-11c-2-4-4-8-4-13 0-10 5-17 15-17Z"
        {...shape}
      />
      <path d="M22 12C14 9 7 15 7 26c0 8 3 14 7 14 5 0 7-8 8-16 0-4 1-8 4-11-1-1-2-1-4-1Z" {...shape} />
      <path d="M42 12c8-3 15 3 15 14 0 8-3 14-7 14-5 0-7-8-8-16 0-4-1-8-4-11 1-1 2-1 4-1Z" {...shape} />
      <circle cx="26" cy="27.5" r="2" {...detail} />
      <circle cx="38" cy="27.5" r="2" {...detail} />
      <path
        d="M32 35.500c3 0 4.5 1 4.5 2.6 0 1.9-2.6 3.4-4.5 3.400s-4.5-1.5-4.5-3.400c0-1.6 1.5-2.6 4.5-2.600Z"
        {...detail}
      />
      <path d="M32 41.500v2.500m-5 0c1.5 2.2 4 2.2 5 0 1 2.2 3.5 2.2 5 0" {...hairline} />
    </>
  ),
  cat: (
    <>
      <Shoulders d="M12 66c0-12 8-18 20-18s20 6 20 18Z" />
      <path
        d="M14 12c0-2 2-3 4-2l8 6c4-1 8-1 12 0l8-6c2-1 4 0 4 2v18c0 12-7 20-18 20S14 42 14 30Z"
        {...shape}
      />
      <ellipse cx="25.5" cy="29" rx="2" ry="2.4" {...detail} />
      <ellipse cx="38.5" cy="29" rx="2" ry="2.4" {...detail} />
      <path d="M29.5 36h5L32 39Z" {...detail} />
      <path
        d="M32 39v2m-4 1c1.5 1.5 3.5 1 4-1 .5 2 2.5 2.5 4 1M20 35l-9-2m9 6-8 2m32-6 9-2m-9 6 8 2"
        {...hairline}
      />
    </>
  ),
  rabbit: (
    <>
      <Shoulders d="M12 66c0-11 8-16 20-16s20 5 20 16Z" />
      <path d="M25 28C17 22 15 10 17 4c1-3 4-3 6 0 4 6 6 15 6 24Z" {...shape} />
      <path d="M39 28c8-6 10-18 8-24-1-3-4-3-6 0-4 6-6 15-6 24Z" {...shape} />
      <path d="M32 23c9 0 15 6 15 15 0 10-7 15-15 15s-15-5-15-15c0-9 6-15 15-15Z" {...shape} />
      <circle cx="25" cy="36" r="2" {...detail} />
      <circle cx="39" cy="36" r="2" {...detail} />
      <path d="M29.5 42h5L32 44.500Z" {...detail} />
      <path d="M32 44.500V48m-4-.5c1.5 1.5 3.5 1.5 4 0 .5 1.5 2.5 1.5 4 0" {...hairline} />
    </>
  ),
  bird: (
    <>
      <path d="M47 20c8-1 13 3 12 9-.5 3-2 6-5 7-2-3-5-6-9-7Z" {...shape} />
      <path d="M34 14c-1-6-4-9-9-10 0 5 1 9 5 13" {...shape} />
      <path
        d="M12 70c-3-22 0-38 6-47 5-8 14-12 23-10 8 2 13 8 13 16 0 9-5 13-5 21 0 7 2 13 4 20Z"
        {...shape}
      />
      <circle cx="42" cy="25" r="2.3" {...detail} />
      <path d="M17 62c0-11 5-19 14-22m-8 26c1-7 5-13 12-16" {...hairline} />
    </>
  ),
  reptile: (
    <g transform="translate(4.5 5) scale(0.86)">
      <path d="M14 47c-2 5-2 9 1 10h7c1-3 1-6 0-9ZM36 47c-1 5 0 9 3 10h6c2-3 2-6 1-10Z" {...shape} />
      <path d="M44 44c-1-5 2-8 3-14 1-7 5-11 10-10 5 1 7 6 4 10-2 3-5 3-6 6-1 4-3 8-7 10Z" {...shape} />
      <path d="M4 45c-3 1-4 3-4 4 3 1 6 1 9-1Z" {...shape} />
      <path d="M27 18c13 0 21 12 22 26 0 3-2 5-5 5H10c-3 0-5-2-5-5 1-14 9-26 22-26Z" {...shape} />
      <circle cx="57" cy="25" r="1.7" {...detail} />
      <path d="m27 25-8 5v9l8 5 8-5v-9Zm0-6v6m-8 5-7-3m7 12-8 6m16-1v5m8-10 8 6m-8-15 7-3" {...hairline} />
    </g>
  ),
  small_mammal: (
    <>
      <Shoulders d="M6 66c0-15 10-22 26-22s26 7 26 22Z" />
      <circle cx="18" cy="20" r="8" {...shape} />
      <circle cx="46" cy="20" r="8" {...shape} />
      <path d="M32 16c12 0 19 8 19 18 0 11-8 18-19 18s-19-7-19-18c0-10 7-18 19-18Z" {...shape} />
      <circle cx="24" cy="31" r="2.2" {...detail} />
      <circle cx="40" cy="31" r="2.2" {...detail} />
      <path d="M29.5 38h5L32 40.500Z" {...detail} />
      <path d="M30 43h4v4h-4Z" {...detail} />
      <path d="M32 40.500V43M21 39l-9-1m9 4-8 2m30-5 9-1m-9 4 8 2" {...hairline} />
    </>
  ),
  horse: (
    <>
      <path
        d="M10 70C9 52 14 36 24 24l1-13c0-2 2-2 3-1l6 7c6 2 10 7 13 13l9 13c2 4 1 8-2 10-3 2-6 1-8-1-3-4-7-5-12-4-2 7-1 14 2 22Z"
        {...shape}
      />
      <path
        d="M25 18C14 22 6 36 5 58c4-3 7-7 9-12 1 2 1 4 1 6 4-7 6-12 7-18 1 2 2 3 2 5 2-7 3-14 1-21Z"
        {...shape}
      />
      <circle cx="38" cy="28" r="2.1" {...detail} />
      <circle cx="52" cy="44.5" r="1.3" {...detail} />
      <path d="M45 51c2-1 4-1 6-3" {...hairline} />
    </>
  ),
  other: (
    <>
      <path
        d="M32 32c7 0 14 7 14 14 0 5-4 7-7 7-3 0-4-1-7-1s-4 1-7 1c-3 0-7-2-7-7 0-7 7-14 14-14Z"
        {...shape}
      />
      <ellipse cx="16" cy="32" rx="5" ry="6.5" transform="rotate(-24 16 32)" {...shape} />
      <ellipse cx="25.5" cy="21.5" rx="5" ry="7" transform="rotate(-6 25.5 21.5)" {...shape} />
      <ellipse cx="38.5" cy="21.5" rx="5" ry="7" transform="rotate(6 38.5 21.5)" {...shape} />
      <ellipse cx="48" cy="32" rx="5" ry="6.5" transform="rotate(24 48 32)" {...shape} />
    </>
  ),
};

/** The portrait of a species, without a name of its own: whoever shows it says whose it is. */
export function Silhouette({ species, className }: { species: SpeciesName; className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" focusable="false" className={className}>
      {FIGURES[species]}
    </svg>
  );
}
