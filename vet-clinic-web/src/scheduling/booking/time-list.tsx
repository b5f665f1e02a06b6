/** The free times of one day, by part of the day, in the clinic's time. */
import { useTranslation } from "react-i18next";

import type { SlotOut } from "@/api/generated.gen";
import { useTimes } from "@/time/use-times";

import { partOf, PARTS } from "../slots";

export function TimeButton({
  slot,
  label,
  isBusy,
  onPick,
}: {
  slot: SlotOut;
  label: string;
  isBusy: boolean;
  onPick: (slot: SlotOut) => void;
}) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      disabled={isBusy}
      onClick={() => onPick(slot)}
      className="tabular min-h-11 rounded-control border border-line-strong bg-surface px-3 text-base font-semibold transition-colors hover:border-green hover:bg-green-wash disabled:opacity-55"
    >
      {label}
      {slot.seats_left !== null && (
        <span className="block text-xs font-normal text-ink-soft">
          {t("scheduling.seatsLeft", { count: slot.seats_left })}
        </span>
      )}
    </button>
  );
}

export type TimeListProps = {
  date: string;
  zone: string;
  slots: readonly SlotOut[];
  isBusy?: boolean;
  onPick: (slot: SlotOut) => void;
};

export function TimeList({ date, zone, slots, isBusy = false, onPick }: TimeListProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const first = slots[0];
  const note = first === undefined ? null : times.note(first.starts_at, zone);
  return (
    <section aria-label={t("scheduling.times.on", { day: times.date(date) })}>
      <h2 className="font-serif text-lg font-medium">{times.longDate(date)}</h2>
      {note !== null && (
        <p className="text-sm text-ink-soft">{t("scheduling.times.inZone", { zone: note })}</p>
      )}
      {PARTS.map((part) => {
        const inPart = slots.filter((slot) => partOf(slot) === part);
        if (inPart.length === 0) return null;
        return (
          <div key={part} className="mt-4">
            <h3 className="mb-2 text-sm font-semibold text-ink-soft">{t(`scheduling.times.${part}`)}</h3>
            <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4">
              {inPart.map((slot) => (
                <li key={slot.starts_at} className="grid">
                  <TimeButton
                    slot={slot}
                    label={times.clock(slot.starts_at, zone)}
                    isBusy={isBusy}
                    onPick={onPick}
                  />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
