/** A new secret address for one's own calendar. It is shown once; the platform itself keeps only its digest. */
import { CalendarPlus, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { FeedIn } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Card } from "@/design/card";
import { Checkbox, TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Segments } from "@/design/tabs";
import { showToast } from "@/design/toasts";

import { useCreateFeedMutation } from "../api";

const KINDS = ["owner", "veterinarian"] as const satisfies readonly FeedIn["kind"][];

/** The scheme by which calendars offer to subscribe. */
export function webcalOf(url: string): string {
  return url.replace(/^https?:/, "webcal:");
}

function Address({ url }: { url: string }) {
  const { t } = useTranslation();
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    showToast({ tone: "free", message: t("scheduling.feeds.copied") });
  };
  return (
    <Card className="flex flex-col gap-4 border-line-strong">
      <TextField
        label={t("scheduling.feeds.onceTitle")}
        hint={t("scheduling.feeds.once")}
        readOnly
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" icon={<Copy aria-hidden="true" size={18} />} onClick={() => void copy()}>
          {t("scheduling.feeds.copy")}
        </Button>
        <a
          href={webcalOf(url)}
          className="inline-flex min-h-11 items-center gap-2 rounded-control px-4 font-semibold text-green hover:bg-green-wash"
        >
          <CalendarPlus aria-hidden="true" size={18} />
          {t("scheduling.feeds.open")}
        </a>
      </div>
    </Card>
  );
}

export function NewFeed({ isVeterinarian }: { isVeterinarian: boolean }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<FeedIn["kind"]>(isVeterinarian ? "veterinarian" : "owner");
  const [showsDetails, setShowsDetails] = useState(false);
  const [create, { data, error, isLoading }] = useCreateFeedMutation();
  return (
    <div className="flex flex-col gap-5">
      {isVeterinarian && (
        <div>
          <p className="mb-2 text-sm font-semibold">{t("scheduling.feeds.kind")}</p>
          <Segments
            label={t("scheduling.feeds.kind")}
            value={kind}
            onChange={setKind}
            segments={KINDS.map((value) => ({ value, label: t(`scheduling.feeds.kinds.${value}`) }))}
          />
        </div>
      )}
      <Checkbox
        label={t("scheduling.feeds.showsDetails")}
        hint={t("scheduling.feeds.showsDetailsHint")}
        checked={showsDetails}
        onChange={(event) => setShowsDetails(event.target.checked)}
      />
      {error !== undefined && <ProblemNotice problem={error} />}
      <div>
        <Button
          tone={data === undefined ? "primary" : "plain"}
          isBusy={isLoading}
          icon={<CalendarPlus aria-hidden="true" size={18} />}
          onClick={() => void create({ feedIn: { kind, shows_details: showsDetails } })}
        >
          {t("scheduling.feeds.create")}
        </Button>
      </div>
      {data !== undefined && <Address url={data.url} />}
    </div>
  );
}
