/** Where one is on the way to a visit, with the answers so far; each can be changed by going back to it. */
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { cx } from "@/design/class-names";

export type BookingStep = {
  key: "service" | "vet" | "time" | "details";
  answer: string | null;
  to: string | null;
  isCurrent: boolean;
};

export function BookingSteps({ steps }: { steps: readonly BookingStep[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("scheduling.book.steps")} className="mb-8">
      <ol className="grid grid-cols-4 gap-2 sm:gap-4">
        {steps.map(({ key, answer, to, isCurrent }) => {
          const isDone = answer !== null && !isCurrent;
          const words = (
            <>
              <span
                className={cx(
                  "flex items-center gap-1 text-xs font-semibold sm:text-sm",
                  isCurrent ? "text-ink" : "text-ink-soft",
                )}
              >
                {isDone && <Check aria-hidden="true" size={14} className="shrink-0 text-green" />}
                <span className="truncate">{t(`scheduling.book.step.${key}`)}</span>
              </span>
              <span className="hidden truncate text-sm text-ink-soft sm:block">{answer ?? " "}</span>
            </>
          );
          return (
            <li
              key={key}
              aria-current={isCurrent ? "step" : undefined}
              className={cx("min-w-0 border-t-2 pt-2", isCurrent || isDone ? "border-green" : "border-line")}
            >
              {isDone && to !== null ? (
                <Link to={to} className="block min-w-0 rounded-control hover:underline">
                  <span className="sr-only">{t("scheduling.book.change")} </span>
                  {words}
                </Link>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
