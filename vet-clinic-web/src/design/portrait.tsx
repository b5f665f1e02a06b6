/** Faces: pets as silhouettes in their own tint, people as initials. The name stands beside them, so both are decoration. */
import { cx } from "./class-names";
import { Silhouette, type SpeciesName } from "./silhouettes";

const TINTS = [
  "bg-tint-1-wash text-tint-1 [--wash:var(--color-tint-1-wash)]",
  "bg-tint-2-wash text-tint-2 [--wash:var(--color-tint-2-wash)]",
  "bg-tint-3-wash text-tint-3 [--wash:var(--color-tint-3-wash)]",
  "bg-tint-4-wash text-tint-4 [--wash:var(--color-tint-4-wash)]",
  "bg-tint-5-wash text-tint-5 [--wash:var(--color-tint-5-wash)]",
  "bg-tint-6-wash text-tint-6 [--wash:var(--color-tint-6-wash)]",
] as const;

/** The same id always gets the same tint, on every screen and device. */
export function tintOf(id: string): string {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return TINTS[sum % TINTS.length] ?? TINTS[0];
}

const SIZES = { small: "size-8", normal: "size-12", large: "size-20", huge: "size-32" } as const;
export type PortraitSize = keyof typeof SIZES;

export type PetPortraitProps = {
  petId: string;
  species: SpeciesName;
  size?: PortraitSize;
  className?: string;
};

export function PetPortrait({ petId, species, size = "normal", className }: PetPortraitProps) {
  return (
    <span
      className={cx(
        "inline-flex shrink-0 overflow-hidden rounded-full",
        tintOf(petId),
        SIZES[size],
        className,
      )}
    >
      <Silhouette species={species} className="size-full" />
    </span>
  );
}

export function Avatar({
  name,
  id,
  size = "normal",
}: {
  name: string;
  id: string;
  size?: "small" | "normal" | "large";
}) {
  const words = name
    .replace(/^(dr|prof)\.?\s+/i, "")
    .split(/\s+/)
    .filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? "")
    .join("");
  return (
    // A picture, not a word: drawn by the style, so that it is no part of what a button with it is called.
    <span
      aria-hidden="true"
      data-initials={initials}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-semibold uppercase before:content-[attr(data-initials)]",
        size === "small" ? "text-xs" : size === "large" ? "text-lg" : "text-sm",
        tintOf(id),
        SIZES[size],
      )}
    />
  );
}
