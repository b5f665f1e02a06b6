/** The page behind the mailed link: hands out the copy once the person asks for it, and says kindly when the link is over. */
import { Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { hasCode } from "@/api/problem";
import { Button, LinkButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Notice } from "@/design/notice";
import { ProblemNotice } from "@/design/problem-notice";

import { useDownloadExportMutation } from "../api";

/** Long enough for the browser to have taken the file over. */
const KEPT_MS = 60_000;

function hand(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = `my-data-${new Date().toISOString().slice(0, 10)}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

export function ExportDownload({ token, onOver }: { token: string | null; onOver: () => void }) {
  const { t } = useTranslation();
  const [download, { isLoading, isSuccess, error }] = useDownloadExportMutation();
  const over = useRef(onOver);
  useEffect(() => {
    over.current = onOver;
  });
  const isOver = hasCode(error, "identity.export_expired", "identity.export_not_found");
  useEffect(() => {
    if (isOver) over.current();
  }, [isOver]);
  if (token === null && !isOver) {
    return (
      <EmptyState title={t("identity.exports.noLink")} species="bird" action={<AskAgain />}>
        {t("identity.exports.noLinkAdvice")}
      </EmptyState>
    );
  }
  const fetchIt = async () => {
    if (token === null) return;
    const { data } = await download({ tokenIn: { token } });
    const address: unknown = data;
    if (typeof address === "string") hand(address);
  };
  return (
    <div className="flex flex-col items-start gap-5">
      {!isOver && (
        <Button
          tone="primary"
          size="large"
          icon={<Download aria-hidden="true" size={20} />}
          isBusy={isLoading}
          onClick={() => void fetchIt()}
        >
          {t("identity.exports.download")}
        </Button>
      )}
      {isSuccess && (
        <Notice tone="free" title={t("identity.exports.downloaded")}>
          {t("identity.exports.downloadedAdvice")}
        </Notice>
      )}
      {error !== undefined && <ProblemNotice problem={error} />}
      {isOver && <AskAgain />}
    </div>
  );
}

function AskAgain() {
  const { t } = useTranslation();
  return <LinkButton to="/you/privacy">{t("identity.exports.askAgain")}</LinkButton>;
}
