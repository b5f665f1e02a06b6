/** A few words of which several may be chosen, each under its own thumb. */
import { Check } from "lucide-react";

import { cx } from "@/design/class-names";

export type ToggleListProps<V extends string | number> = {
  legend: string;
  options: readonly { value: V; label: string }[];
  chosen: readonly V[];
  error: string | undefined;
  onChange: (chosen: V[]) => void;
};

export function ToggleList<V extends string | number>(props: ToggleListProps<V>) {
  const { legend, options, chosen, error, onChange } = props;
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label }) => {
          const isChosen = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={isChosen}
              onClick={() =>
                onChange(isChosen ? chosen.filter((each) => each !== value) : [...chosen, value])
              }
              className={cx(
                "inline-flex min-h-11 items-center gap-1.5 rounded-control border px-3 font-semibold transition-colors",
                isChosen
                  ? "border-green bg-green-wash text-ink"
                  : "border-line-strong bg-surface text-ink-soft hover:border-green",
              )}
            >
              <Check
                aria-hidden="true"
                size={16}
                className={isChosen ? "text-green" : "invisible text-green"}
              />
              {label}
            </button>
          );
        })}
      </div>
      <p role="alert" className="mt-1 text-sm font-semibold text-alert">
        {error ?? ""}
      </p>
    </fieldset>
  );
}
