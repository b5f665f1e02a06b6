/** Something that is on or off and counts at once. The word beside it says which, so that it reads without colour. */
import { useId, type ReactNode } from "react";

import { cx } from "./class-names";
import { Spinner } from "./spinner";

export type SwitchProps = {
  label: string;
  /** The words for the two states, read beside the switch. */
  words: { on: string; off: string };
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  hint?: ReactNode;
  isBusy?: boolean;
  disabled?: boolean;
};

export function Switch({
  label,
  words,
  isOn,
  onChange,
  hint,
  isBusy = false,
  disabled = false,
}: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <p id={id} className="font-semibold">
          {label}
        </p>
        {hint && (
          <div id={`${id}-hint`} className="mt-0.5 max-w-prose text-sm text-ink-soft">
            {hint}
          </div>
        )}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-busy={isBusy || undefined}
        disabled={disabled || isBusy}
        onClick={() => onChange(!isOn)}
        className="flex min-h-11 shrink-0 items-center gap-2 rounded-control px-1 text-sm font-semibold disabled:cursor-not-allowed disabled:opacity-55"
      >
        <span aria-hidden="true" className={isOn ? "text-green" : "text-ink-soft"}>
          {isOn ? words.on : words.off}
        </span>
        <span
          aria-hidden="true"
          className={cx(
            "flex h-7 w-12 items-center rounded-full border p-0.5 transition-colors",
            isOn ? "justify-end border-green bg-green" : "justify-start border-line-strong bg-sunk",
          )}
        >
          <span
            className={cx(
              "flex size-5 items-center justify-center rounded-full",
              isOn ? "bg-on-green text-green" : "bg-line-strong text-paper",
            )}
          >
            {isBusy && <Spinner />}
          </span>
        </span>
      </button>
    </div>
  );
}
