/** Single days with hours of their own, or closed: an open Sunday, the day of the move. They stand above week and holidays. */
import { CalendarPlus, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OpeningDayOut } from "@/api/generated.gen";
import { Button, IconButton } from "@/design/button";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useClearOpeningOverrideMutation, useSetOpeningOverrideMutation } from "../api";
import { DayHoursDialog, type DayAnswer } from "../hours/day-hours-dialog";
import { hoursOf, textOf, windowsOf } from "../hours/hours";

export type SpecialDaysProps = { clinicId: string; days: readonly OpeningDayOut[]; today: string };

export function SpecialDays({ clinicId, days, today }: SpecialDaysProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const wordsOf = useProblemWords();
  const [edited, setEdited] = useState<OpeningDayOut | "new" | null>(null);
  const [set, setting] = useSetOpeningOverrideMutation();
  const [clear] = useClearOpeningOverrideMutation();
  const close = () => {
    setting.reset();
    setEdited(null);
  };
  const save = async ({ onDay, hours, note }: DayAnswer) => {
    const openingDayIn = { clinic_id: clinicId, windows: windowsOf(hours), note };
    const { error } = await set({ onDay, openingDayIn });
    if (error === undefined) close();
  };
  const remove = async ({ on_day: onDay, windows, note }: OpeningDayOut) => {
    const { error } = await clear({ onDay, clinicId });
    if (error !== undefined) {
      showToast({ tone: "alert", message: wordsOf(error).title });
      return;
    }
    const openingDayIn = { clinic_id: clinicId, windows, note };
    showToast({
      message: t("scheduling.opening.dayRemoved", { day: times.date(onDay) }),
      action: { label: t("actions.undo"), perform: () => void set({ onDay, openingDayIn }) },
    });
  };
  const chosen = edited === "new" ? null : edited;
  return (
    <>
      {days.length === 0 && <p className="text-ink-soft">{t("scheduling.opening.noDays")}</p>}
      <ul className="divide-y divide-line">
        {days.map((day) => {
          const words = { day: times.date(day.on_day) };
          return (
            <li key={day.on_day} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
              <span className="shrink-0 grow font-semibold sm:w-36 sm:grow-0">{words.day}</span>
              <span className="tabular order-last min-w-0 basis-full sm:order-none sm:flex-1 sm:basis-0">
                {textOf(hoursOf(day.windows)) || t("scheduling.opening.closed")}
                {day.note && <span className="text-ink-soft"> · {day.note}</span>}
              </span>
              <span className="flex">
                <IconButton label={t("scheduling.opening.editDay", words)} onClick={() => setEdited(day)}>
                  <Pencil aria-hidden="true" size={18} />
                </IconButton>
                <IconButton label={t("scheduling.opening.removeDay", words)} onClick={() => void remove(day)}>
                  <Trash2 aria-hidden="true" size={18} />
                </IconButton>
              </span>
            </li>
          );
        })}
      </ul>
      <div className="mt-4">
        <Button icon={<CalendarPlus aria-hidden="true" size={18} />} onClick={() => setEdited("new")}>
          {t("scheduling.opening.addDay")}
        </Button>
      </div>
      {edited !== null && (
        <DayHoursDialog
          title={chosen === null ? t("scheduling.opening.addDay") : times.longDate(chosen.on_day)}
          day={chosen?.on_day ?? null}
          earliest={today}
          hours={hoursOf(chosen?.windows ?? [])}
          note={chosen?.note ?? ""}
          emptyWord={t("scheduling.opening.closed")}
          isBusy={setting.isLoading}
          problem={setting.error}
          onClose={close}
          onSave={(answer) => void save(answer)}
        />
      )}
    </>
  );
}
