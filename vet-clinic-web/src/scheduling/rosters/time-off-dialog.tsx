/** From which day to which, whole days or only some hours of one. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { Checkbox, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { dayBounds } from "@/time/zones";

import { hoursFrom, type Hours } from "../hours/hours";
import { HoursField } from "../hours/hours-field";
import { instantsOf } from "./time-off-span";

export type TimeOffAnswer = { starts_at: string; ends_at: string; reason: string | null };

export type TimeOffDialogProps = {
  vet: string;
  zone: string;
  today: string;
  isBusy: boolean;
  problem: unknown;
  onClose: () => void;
  onSave: (answer: TimeOffAnswer) => void;
};

const MORNING = hoursFrom("8-12") ?? [];

export function TimeOffDialog({ vet, zone, today, isBusy, problem, onClose, onSave }: TimeOffDialogProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState("");
  const [isPart, setIsPart] = useState(false);
  const [hours, setHours] = useState<readonly Hours[] | null>(MORNING);
  const [reason, setReason] = useState("");
  const [isAsked, setIsAsked] = useState(false);
  const until = isPart || to === "" ? from : to;
  const isWrong = from === "" || until < from || (isPart && hours?.length !== 1);
  const save = () => {
    setIsAsked(true);
    if (isWrong) return;
    const span =
      isPart && hours?.[0] !== undefined
        ? instantsOf(from, hours[0], zone)
        : { starts_at: dayBounds(from, zone).from, ends_at: dayBounds(until, zone).to };
    onSave({ ...span, reason: reason.trim() === "" ? null : reason.trim() });
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("scheduling.timeOff.title", { vet })}>
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            label={isPart ? t("scheduling.timeOff.on") : t("scheduling.timeOff.from")}
            type="date"
            min={today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          {!isPart && (
            <TextField
              label={t("scheduling.timeOff.to")}
              type="date"
              min={from}
              value={to === "" ? from : to}
              error={isAsked && until < from ? t("scheduling.rosters.order") : undefined}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </div>
        <Checkbox
          label={t("scheduling.timeOff.part")}
          checked={isPart}
          onChange={(event) => setIsPart(event.target.checked)}
        />
        {isPart && (
          <div>
            <HoursField
              label={t("scheduling.hours.hours")}
              value={MORNING}
              onChange={setHours}
              emptyWord={t("scheduling.timeOff.exampleHours")}
            />
            {isAsked && hours !== null && hours.length !== 1 && (
              <p role="alert" className="mt-1 text-sm font-semibold text-alert">
                {t("scheduling.timeOff.oneSpan")}
              </p>
            )}
          </div>
        )}
        <TextField
          label={t("scheduling.timeOff.reason")}
          hint={t("scheduling.timeOff.reasonHint")}
          optional={t("states.optional")}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="solid" isBusy={isBusy}>
            {t("scheduling.timeOff.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
