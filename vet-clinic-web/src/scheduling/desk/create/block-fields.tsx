/** What there is to say about blocked time, the same when it is new and when it is changed. */
import { useTranslation } from "react-i18next";

import { TextField } from "@/design/field";
import { Segments } from "@/design/tabs";

import { instantFrom } from "./draft";
import { WhenFields } from "./when-fields";

export type BlockAnswers = {
  kind: "block" | "time_off";
  start: { date: string; time: string };
  end: { date: string; time: string };
  reason: string;
};

/** The instants that were typed; null while one is missing, or when the end lies before the beginning. */
export function blockTimes({ start, end }: Pick<BlockAnswers, "start" | "end">, zone: string) {
  const startsAt = instantFrom(start.date, start.time, zone);
  const endsAt = instantFrom(end.date, end.time, zone, true);
  const isBackwards = startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt);
  return {
    isBackwards,
    times: startsAt === null || endsAt === null || isBackwards ? null : { startsAt, endsAt },
  };
}

export type BlockFieldsProps = {
  answers: BlockAnswers;
  /** Time off is a veterinarian's. */
  isVet: boolean;
  isBackwards: boolean;
  onChange: (change: Partial<BlockAnswers>) => void;
};

export function BlockFields({ answers, isVet, isBackwards, onChange }: BlockFieldsProps) {
  const { t } = useTranslation();
  const { kind, start, end, reason } = answers;
  return (
    <>
      {isVet && (
        <Segments
          label={t("desk.blocks.what")}
          value={kind}
          onChange={(value) => onChange({ kind: value })}
          segments={[
            { value: "block", label: t("desk.blocks.kind.block") },
            { value: "time_off", label: t("desk.blocks.kind.time_off") },
          ]}
        />
      )}
      {isVet && kind === "time_off" && <p className="text-sm text-ink-soft">{t("desk.blocks.everywhere")}</p>}
      <WhenFields
        {...start}
        onChange={(some) => onChange({ start: { ...start, ...some } })}
        dayLabel={t("desk.blocks.fromDay")}
        timeLabel={t("desk.blocks.fromTime")}
      />
      <WhenFields
        {...end}
        onChange={(some) => onChange({ end: { ...end, ...some } })}
        dayLabel={t("desk.blocks.untilDay")}
        timeLabel={t("desk.blocks.untilTime")}
      />
      {isBackwards && (
        <p role="alert" className="text-sm font-semibold text-alert">
          {t("desk.blocks.backwards")}
        </p>
      )}
      <TextField
        label={t("scheduling.facts.reason")}
        optional={t("states.optional")}
        hint={t("desk.blocks.reasonHint")}
        maxLength={500}
        value={reason}
        onChange={(event) => onChange({ reason: event.target.value })}
      />
    </>
  );
}
