/** "Why can I not have 14:30?" One time of one's own is looked at: it is free after all, or the reason is said, not who is there. */
import { CircleHelp } from "lucide-react";
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { SlotOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { TextField } from "@/design/field";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";
import { useTimes } from "@/time/use-times";
import { utc } from "@/time/zones";

import { useListSlotsQuery } from "../api";
import { TimeButton } from "./time-list";

export type TimeWishProps = {
  /** What the list of times was asked for, without its range. */
  question: { clinicId: string; appointmentTypeId: string; veterinarianId?: string; petId?: string };
  date: string;
  zone: string;
  isBusy: boolean;
  onPick: (slot: SlotOut) => void;
};

function Answer({ at, ...props }: TimeWishProps & { at: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const { question, zone, isBusy, onPick } = props;
  const { currentData, error, refetch } = useListSlotsQuery({ ...question, at });
  if (error !== undefined && currentData === undefined) {
    return <ProblemNotice problem={error} onRetry={refetch} />;
  }
  const moment = times.moment(at, zone);
  const slot = currentData?.items[0];
  if (currentData === undefined) return null;
  if (slot !== undefined) {
    return (
      <Notice
        tone="free"
        title={t("scheduling.wish.free", { moment })}
        action={<TimeButton slot={slot} label={t("scheduling.wish.take")} isBusy={isBusy} onPick={onPick} />}
      />
    );
  }
  return (
    <Notice tone="info" title={t("scheduling.wish.notFree", { moment })}>
      <ul>
        {(currentData.why_not ?? []).map((reason) => (
          <li key={reason}>{t(`scheduling.whyNot.${reason}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}

export function TimeWish(props: TimeWishProps) {
  const { t } = useTranslation();
  const { date, zone } = props;
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState<string | null>(null);
  const look = () => {
    const wish = DateTime.fromISO(`${date}T${typed}`, { zone });
    if (wish.isValid) setAt(utc(wish));
  };
  return (
    <details className="mt-6 border-t border-line pt-3">
      <summary className="flex min-h-11 items-center gap-2 text-sm font-semibold text-green">
        <CircleHelp aria-hidden="true" size={16} />
        {t("scheduling.wish.title")}
      </summary>
      <form
        className="flex flex-wrap items-end gap-3 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextField
          label={t("scheduling.wish.time")}
          type="time"
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit">{t("scheduling.wish.look")}</Button>
      </form>
      {at !== null && <Answer {...props} at={at} />}
    </details>
  );
}
