/** One answer out of a list that is too long for cards. */
import { Label, Listbox, ListboxButton, ListboxOption, ListboxOptions } from "@headlessui/react";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "./class-names";
import { CONTROL } from "./field";

export type Choice<V extends string> = { value: V; label: string; detail?: string; icon?: ReactNode };

export type SelectProps<V extends string> = {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  hideLabel?: boolean;
  isDense?: boolean;
  disabled?: boolean;
  className?: string;
};

export function Select<V extends string>({ label, value, choices, onChange, ...look }: SelectProps<V>) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Listbox
      value={value}
      onChange={onChange}
      disabled={look.disabled ?? false}
      as="div"
      className={cx("flex min-w-0 flex-col gap-1.5", look.className)}
    >
      <Label className={look.hideLabel ? "sr-only" : "text-sm font-semibold"}>{label}</Label>
      <ListboxButton
        className={cx(
          CONTROL,
          "flex items-center justify-between gap-2 text-left",
          look.isDense && "min-h-9! py-1! text-sm!",
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          {chosen?.icon}
          <span className="truncate">{chosen?.label ?? "–"}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" size={16} className="shrink-0 text-ink-soft" />
      </ListboxButton>
      <ListboxOptions
        anchor={{ to: "bottom start", gap: 4, padding: 8 }}
        transition
        className="z-40 max-h-80 outline-none min-w-(--button-width) overflow-auto rounded-control border border-line bg-raised p-1 shadow-float transition data-closed:opacity-0"
      >
        {choices.map((choice) => (
          <ListboxOption
            key={choice.value}
            value={choice.value}
            className="group flex cursor-pointer items-center gap-2 rounded-control px-3 py-2 text-sm data-focus:bg-green-wash"
          >
            <Check
              aria-hidden="true"
              size={16}
              className="invisible shrink-0 text-green group-data-selected:visible"
            />
            {choice.icon}
            <span className="min-w-0">
              <span className="block group-data-selected:font-semibold">{choice.label}</span>
              {choice.detail && <span className="block text-xs text-ink-soft">{choice.detail}</span>}
            </span>
          </ListboxOption>
        ))}
      </ListboxOptions>
    </Listbox>
  );
}
