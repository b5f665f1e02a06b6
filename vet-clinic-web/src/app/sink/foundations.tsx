/** The ground of the design: colours, type, pictures. */
import { Section } from "@/design/page";
import { Avatar, PetPortrait } from "@/design/portrait";
import { SPECIES } from "@/design/silhouettes";

const SWATCHES = [
  ["bg-paper", "paper"],
  ["bg-surface", "surface"],
  ["bg-raised", "raised"],
  ["bg-sunk", "sunk"],
  ["bg-line", "line"],
  ["bg-line-strong", "line-strong"],
  ["bg-ink", "ink"],
  ["bg-ink-soft", "ink-soft"],
  ["bg-green", "green"],
  ["bg-green-deep", "green-deep"],
  ["bg-green-wash", "green-wash"],
  ["bg-accent", "accent"],
  ["bg-accent-strong", "accent-strong"],
  ["bg-accent-wash", "accent-wash"],
  ["bg-free", "free"],
  ["bg-free-wash", "free-wash"],
  ["bg-due", "due"],
  ["bg-due-wash", "due-wash"],
  ["bg-alert", "alert"],
  ["bg-alert-wash", "alert-wash"],
  ["bg-info", "info"],
  ["bg-info-wash", "info-wash"],
  ["bg-taken", "taken"],
  ["bg-taken-wash", "taken-wash"],
] as const;

const SIZES = ["text-2xl", "text-xl", "text-lg", "text-base", "text-sm", "text-xs"] as const;

export function Colours() {
  return (
    <Section title="Colours">
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-6">
        {SWATCHES.map(([swatch, name]) => (
          <li key={name} className="text-xs">
            <span className={`mb-1 block h-12 rounded-control border border-line ${swatch}`} />
            {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Type() {
  return (
    <>
      <Section title="Type">
        <ul className="flex flex-col gap-2">
          {SIZES.map((size) => (
            <li key={size} className={size}>
              <span className="font-serif">Pretzel, the dachshund</span> ·{" "}
              <span className="tabular">Tue 3 Mar, 14:30 (Berlin time)</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Portraits">
        <div className="flex flex-wrap items-end gap-4">
          {SPECIES.map((species, index) => (
            <PetPortrait key={species} petId={`pet-${index}`} species={species} size="large" />
          ))}
          <PetPortrait petId="a" species="dog" size="huge" />
          <PetPortrait petId="b" species="cat" />
          <PetPortrait petId="c" species="rabbit" size="small" />
          <Avatar name="Dr. Amara Lindqvist" id="1" size="large" />
          <Avatar name="Dr. Amara Lindqvist" id="2" />
          <Avatar name="Jonas Weber" id="3" size="small" />
        </div>
      </Section>
    </>
  );
}
