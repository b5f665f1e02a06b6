/** In the desk's rail: the one press that stops owners' booking in an emergency. Once it is stopped, the bar above says so. */
import { CirclePause } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ClinicOut } from "@/api/generated.gen";

import { usePause } from "./use-pause";

export function PauseButton({ clinic }: { clinic: Pick<ClinicOut, "id"> }) {
  const { t } = useTranslation();
  const { pause, isBusy } = usePause(clinic.id);
  return (
    <button
      type="button"
      title={t("clinics.pause.press")}
      disabled={isBusy}
      aria-busy={isBusy || undefined}
      onClick={() => void pause(null)}
      className="flex min-h-11 shrink-0 items-center gap-3 rounded-control border border-on-green-deep/25 px-3 text-left text-sm leading-tight font-semibold text-on-green-deep transition-colors hover:bg-on-green-deep/12 focus-visible:outline-accent disabled:opacity-55 lg:mb-2"
    >
      <CirclePause aria-hidden="true" size={18} className="shrink-0" />
      {/* On small screens the rail scrolls: the press keeps its place at the beginning, as a sign alone. */}
      <span className="max-lg:sr-only">{t("clinics.pause.press")}</span>
    </button>
  );
}
