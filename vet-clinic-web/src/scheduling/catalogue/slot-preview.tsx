/** The free times that would come of the form as it stands, a week at a time. Nothing is written. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { DateTime } from "luxon";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentTypeIn, SlotsOut } from "@/api/generated.gen";
import { IconButton } from "@/design/button";
import { ProblemNotice } from "@/design/problem-notice";
import { Select } from "@/design/select";
import { Loading, SkeletonRows } from "@/design/skeleton";
import { useSettled } from "@/time/use-settled";
import { useNow, useTimes } from "@/time/use-times";
import { dateIn, dayBounds, shiftDate } from "@/time/zones";

import { usePreviewSlotsMutation } from "../api";
import { groupByDate, startsOf } from "../slots";
import type { Vet } from "./performers-group";

const DAYS = 7;
/** Times written out per day; the rest is a number. */
const SHOWN = 8;
const ANY = "any";

function PreviewDays({ from, slots, zone }: { from: string; slots: SlotsOut; zone: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const days = groupByDate(startsOf(slots.items));
  const total = [...days.values()].reduce((sum, free) => sum + free.length, 0);
  return (
    <>
      <p role="status" className="text-sm font-semibold">
        {t("scheduling.previewTimes", { count: total })}
      </p>
      <dl className="divide-y divide-line text-sm">
        {Array.from({ length: DAYS }, (_, offset) => shiftDate(from, offset)).map((date) => {
          const free = days.get(date) ?? [];
          return (
            <div key={date} className="flex gap-3 py-1.5">
              <dt className="w-20 shrink-0 text-ink-soft">{times.date(date)}</dt>
              <dd className="tabular min-w-0 flex-1">
                {free.length === 0 && <span className="text-ink-soft">–</span>}
                {free
                  .slice(0, SHOWN)
                  .map((slot) => times.clock(slot.starts_at, zone))
                  .join("  ")}
                {free.length > SHOWN && (
                  <span className="text-ink-soft">
                    {" "}
                    {t("scheduling.types.slots.more", { count: free.length - SHOWN })}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

export type SlotPreviewProps = {
  /** null while the form cannot be sent yet. */
  type: AppointmentTypeIn | null;
  clinicId: string;
  zone: string;
  vets: readonly Vet[];
};

export function SlotPreview({ type, clinicId, zone, vets }: SlotPreviewProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const today = dateIn(zone, useNow(60));
  const [from, setFrom] = useState(today);
  const [vetId, setVetId] = useState(ANY);
  const [ask, { data, error }] = usePreviewSlotsMutation();
  const performing = vets.filter(({ id }) =>
    (type?.performers ?? []).some((performer) => performer.veterinarian_id === id),
  );
  const chosen = performing.some(({ id }) => id === vetId) ? vetId : ANY;
  const question = useSettled(
    type === null
      ? null
      : JSON.stringify({
          clinic_id: clinicId,
          ...(chosen !== ANY && { veterinarian_id: chosen }),
          from: dayBounds(from, zone).from,
          to: dayBounds(from, zone, DAYS).to,
          type,
        }),
  );
  useEffect(() => {
    if (question === null) return;
    const asked = ask({
      slotsPreviewIn: JSON.parse(question) as Parameters<typeof ask>[0]["slotsPreviewIn"],
    });
    return () => asked.abort();
  }, [ask, question]);
  const last = DateTime.fromISO(today, { zone: "utc" })
    .plus({ days: type?.horizon_days ?? 0 })
    .toISODate();
  return (
    <section aria-label={t("scheduling.types.slots.title")}>
      <h2 className="mb-1 text-sm font-semibold text-ink-soft">{t("scheduling.types.slots.title")}</h2>
      <p className="mb-3 text-sm text-ink-soft">{t("scheduling.types.slots.lead")}</p>
      {performing.length > 1 && (
        <Select
          label={t("scheduling.facts.vet")}
          hideLabel
          isDense
          className="mb-2"
          value={chosen}
          onChange={setVetId}
          choices={[
            { value: ANY, label: t("scheduling.book.anyVetShort") },
            ...performing.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <div className="flex items-center justify-between">
        <IconButton
          size="small"
          label={t("scheduling.calendar.previous")}
          disabled={from <= today}
          onClick={() => setFrom(shiftDate(from, -DAYS))}
        >
          <ChevronLeft aria-hidden="true" size={18} />
        </IconButton>
        <span className="tabular text-sm">
          {times.monthDay(from)} – {times.monthDay(shiftDate(from, DAYS - 1))}
        </span>
        <IconButton
          size="small"
          label={t("scheduling.calendar.next")}
          disabled={last === null || shiftDate(from, DAYS) > last}
          onClick={() => setFrom(shiftDate(from, DAYS))}
        >
          <ChevronRight aria-hidden="true" size={18} />
        </IconButton>
      </div>
      {type !== null && performing.length === 0 && (
        <p className="text-sm font-semibold text-due">{t("scheduling.types.slots.nobody")}</p>
      )}
      {type === null && <p className="text-sm text-ink-soft">{t("scheduling.types.slots.incomplete")}</p>}
      {type !== null && error !== undefined && <ProblemNotice problem={error} />}
      {type !== null && error === undefined && data === undefined && (
        <Loading>
          <SkeletonRows rows={4} className="h-6" />
        </Loading>
      )}
      {type !== null && error === undefined && data !== undefined && (
        <PreviewDays from={from} slots={data} zone={zone} />
      )}
    </section>
  );
}
