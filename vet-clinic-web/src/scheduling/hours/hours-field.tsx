/** The hours of one day, typed as "8-12, 13:30-18" and shown on a strip of the day. Empty means none. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { CONTROL, Field } from "@/design/field";

import { hoursFrom, isOvernight, textOf, type Hours } from "./hours";
import { HoursBar } from "./hours-bar";

export type HoursFieldProps = {
  label: string;
  value: readonly Hours[];
  /** null while what is typed is no hours. */
  onChange: (hours: readonly Hours[] | null) => void;
  hideLabel?: boolean;
  /** What an empty answer means: "Closed", "Free". */
  emptyWord: string;
};

export function HoursField({ label, value, onChange, hideLabel = false, emptyWord }: HoursFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const [isLeft, setIsLeft] = useState(false);
  const hours = typed === null ? value : hoursFrom(typed);
  const night = hours?.find(isOvernight);
  return (
    <Field
      label={label}
      hideLabel={hideLabel}
      error={hours === null && isLeft ? t("scheduling.hours.wrong") : undefined}
      hint={night && t("scheduling.hours.overnight", { time: textOf([night]).slice(-5) })}
    >
      {({ id, describedBy }) => (
        <>
          <input
            id={id}
            type="text"
            autoComplete="off"
            placeholder={emptyWord}
            aria-describedby={describedBy}
            aria-invalid={(hours === null && isLeft) || undefined}
            value={typed ?? textOf(value)}
            onChange={(event) => {
              setTyped(event.target.value);
              setIsLeft(false);
              onChange(hoursFrom(event.target.value));
            }}
            onBlur={() => {
              setIsLeft(true);
              // Written back the same way every time; what is no hours stays as it was typed.
              if (hours !== null) setTyped(null);
            }}
            className={cx(CONTROL, "tabular min-h-10! py-1.5! text-sm!")}
          />
          <HoursBar hours={hours ?? []} />
        </>
      )}
    </Field>
  );
}
