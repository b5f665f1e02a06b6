/** A time that has become free for somebody who waits: kept for them while the clock runs. */
import { Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, WaitlistEntryOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { ProblemNotice } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";
import { useTimes } from "@/time/use-times";

import { useAcceptWaitlistOfferMutation, useDeclineWaitlistOfferMutation } from "../api";
import { minutesText, useCountdown } from "../booking/use-countdown";
import { useTypeName } from "../use-type-name";

/** 7505 as "2:05:05". */
function timeLeft(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return hours === 0 ? minutesText(seconds) : `${hours}:${minutesText(seconds % 3600).padStart(5, "0")}`;
}

type Offer = NonNullable<WaitlistEntryOut["offer"]>;

export type OfferCardProps = {
  entry: WaitlistEntryOut;
  offer: Offer;
  onBooked: (appointment: AppointmentOut) => void;
};

export function OfferCard({ entry, offer, onBooked }: OfferCardProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const typeName = useTypeName();
  const left = useCountdown(offer.expires_at);
  const [accept, accepting] = useAcceptWaitlistOfferMutation();
  const [decline, declining] = useDeclineWaitlistOfferMutation();
  const words = { pet: entry.pet_name };
  const take = async () => {
    const { data } = await accept({ entryId: entry.id });
    if (data === undefined) return;
    showToast({ tone: "free", message: t("scheduling.waitlist.accepted", words) });
    onBooked(data);
  };
  const refuse = async () => {
    const { error } = await decline({ entryId: entry.id });
    if (error === undefined) showToast({ message: t("scheduling.waitlist.declined", words) });
  };
  const problem = accepting.error ?? declining.error;
  if (left === 0) return null;
  return (
    <Card className="border-line-strong">
      <h3 className="font-serif text-lg font-medium">{t("scheduling.waitlist.offer", words)}</h3>
      <p className="mt-1 text-base font-semibold">{times.moment(offer.starts_at, entry.time_zone)}</p>
      <p className="text-sm text-ink-soft">
        {t("scheduling.links.at", { type: typeName(entry), clinic: entry.clinic_name })}
      </p>
      <p className="mt-3 flex items-center gap-2 text-sm">
        <Hourglass aria-hidden="true" size={16} className="shrink-0 text-green" />
        {t("scheduling.waitlist.left_time")}{" "}
        <strong role="timer" aria-live="off" className="tabular">
          {timeLeft(left)}
        </strong>
      </p>
      {problem !== undefined && (
        <div className="mt-3">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button tone="primary" isBusy={accepting.isLoading} onClick={() => void take()}>
          {t("scheduling.waitlist.accept")}
        </Button>
        <Button tone="quiet" isBusy={declining.isLoading} onClick={() => void refuse()}>
          {t("scheduling.waitlist.decline")}
        </Button>
      </div>
    </Card>
  );
}
