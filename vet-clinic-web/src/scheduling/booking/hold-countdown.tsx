/** How long the time is still kept. Speaks up at one minute, offers to keep it longer once, and says when it is over. */
import { Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { HoldOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { cx } from "@/design/class-names";
import { Notice } from "@/design/notice";

import { useRenewHoldMutation } from "../api";
import { minutesText, useCountdown } from "./use-countdown";

const SOON_SECONDS = 60;

export type HoldCountdownProps = {
  hold: HoldOut;
  onRenewed: (hold: HoldOut) => void;
  onAgain: () => void;
  onOther: () => void;
};

export function HoldCountdown({ hold, onRenewed, onAgain, onOther }: HoldCountdownProps) {
  const { t } = useTranslation();
  const left = useCountdown(hold.expires_at);
  const [renew, renewal] = useRenewHoldMutation();
  const isSoon = left <= SOON_SECONDS;

  if (left === 0) {
    return (
      <Notice
        tone="due"
        isUrgent
        title={t("problems.scheduling_hold_expired.title")}
        action={
          <>
            <Button size="small" tone="solid" onClick={onAgain}>
              {t("scheduling.hold.again")}
            </Button>
            <Button size="small" onClick={onOther}>
              {t("scheduling.hold.other")}
            </Button>
          </>
        }
      >
        {t("problems.scheduling_hold_expired.advice")}
      </Notice>
    );
  }
  return (
    <div
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control px-4 py-2",
        isSoon ? "bg-due-wash" : "bg-green-wash",
      )}
    >
      <Hourglass aria-hidden="true" size={18} className={isSoon ? "text-due" : "text-green"} />
      <p className="min-w-0 flex-1 text-sm">
        {t("scheduling.hold.kept")}{" "}
        <strong role="timer" aria-live="off" className="tabular">
          {minutesText(left)}
        </strong>
      </p>
      {isSoon && !hold.is_renewed && (
        <Button
          size="small"
          isBusy={renewal.isLoading}
          onClick={() => void renew({ holdId: hold.id }).unwrap().then(onRenewed, onOther)}
        >
          {t("scheduling.hold.longer")}
        </Button>
      )}
      <p role="status" className="sr-only">
        {isSoon ? t("scheduling.hold.soon") : ""}
      </p>
    </div>
  );
}
