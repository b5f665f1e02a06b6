/** What the reader should know about the line: a banner when it is cut, a small mark when news arrives late. */
import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { useAppSelector } from "../store";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function useIsOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

export function OfflineBanner() {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex flex-wrap items-center justify-center gap-x-2 bg-due-wash px-4 py-2 text-center text-sm">
          <WifiOff aria-hidden="true" size={16} className="text-due" />
          <strong>{t("shell.offline")}</strong>
          <span>{t("shell.offlineAdvice")}</span>
        </p>
      )}
    </div>
  );
}

/** Only for screens that live from news: the desk, on its green rail. */
export function LiveMark() {
  const { t } = useTranslation();
  const state = useAppSelector((all) => all.realtime);
  const isLive = state === "live";
  if (state === "off" || state === "connecting") return null;
  return (
    <span
      title={isLive ? t("shell.liveHint") : t("shell.reconnectingHint")}
      className="inline-flex items-center gap-1.5 text-xs font-semibold whitespace-nowrap text-on-green-deep-soft"
    >
      {isLive ? <Radio aria-hidden="true" size={14} /> : <RefreshCw aria-hidden="true" size={14} />}
      {isLive ? t("shell.live") : t("shell.reconnecting")}
    </span>
  );
}
