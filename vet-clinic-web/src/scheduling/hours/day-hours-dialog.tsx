/** The hours of one certain day, in place of the usual ones. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";

import type { Hours } from "./hours";
import { HoursField } from "./hours-field";

export type DayAnswer = { onDay: string; hours: readonly Hours[]; note: string };

const LONGEST_NOTE = 200;

export type DayHoursDialogProps = {
  title: string;
  /** null asks for the day, too. */
  day: string | null;
  earliest: string;
  hours: readonly Hours[];
  note: string;
  emptyWord: string;
  isBusy: boolean;
  problem: unknown;
  onClose: () => void;
  onSave: (answer: DayAnswer) => void;
  /** A way back to the usual hours. */
  extra?: ReactNode;
};

export function DayHoursDialog(props: DayHoursDialogProps) {
  const { t } = useTranslation();
  const { title, day, earliest, emptyWord, isBusy, problem, onClose, onSave, extra } = props;
  const [onDay, setOnDay] = useState(day ?? "");
  const [hours, setHours] = useState<readonly Hours[] | null>(props.hours);
  const [note, setNote] = useState(props.note);
  const [isDayMissing, setIsDayMissing] = useState(false);
  const save = () => {
    setIsDayMissing(onDay === "");
    if (onDay !== "" && hours !== null) onSave({ onDay, hours, note: note.trim() });
  };
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {day === null && (
          <TextField
            label={t("scheduling.hours.day")}
            type="date"
            min={earliest}
            value={onDay}
            error={isDayMissing ? t("scheduling.hours.dayNeeded") : undefined}
            onChange={(event) => setOnDay(event.target.value)}
          />
        )}
        <div>
          <HoursField
            label={t("scheduling.hours.hours")}
            value={props.hours}
            onChange={setHours}
            emptyWord={emptyWord}
          />
          <p className="mt-2 text-sm text-ink-soft">{t("scheduling.hours.hint")}</p>
        </div>
        <TextField
          label={t("scheduling.hours.note")}
          optional={t("states.optional")}
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <div className="flex flex-wrap justify-end gap-3">
          {extra}
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="solid" isBusy={isBusy} disabled={hours === null}>
            {t("actions.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
