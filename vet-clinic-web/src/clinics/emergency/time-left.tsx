/** How long an emergency access stays open, counted down to the second; read aloud only as minutes. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { useNow } from "@/time/use-times";

/** Whole seconds until an instant; never less than none. */
export function secondsUntil(instant: string, nowMillis: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - nowMillis) / 1000));
}

export function TimeLeft({ until, onOver }: { until: string; onOver?: () => void }) {
  const { t } = useTranslation();
  const seconds = secondsUntil(until, useNow(1).toMillis());
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onOver?.();
    // Told once, when it runs out, not whenever the caller's function is a new one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);
  return (
    <span>
      <span aria-hidden="true" className="tabular">
        {t("clinics.emergency.left", { clock })}
      </span>
      <span className="sr-only">
        {t("clinics.emergency.minutesLeft", { count: Math.ceil(seconds / 60) })}
      </span>
    </span>
  );
}
