/** Over every page of a clinic whose records are open in an emergency: how long still, and the way to close them. */
import { Siren } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { BreakGlassOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useCloseBreakGlassMutation } from "../api";
import { TimeLeft } from "./time-left";

export function EmergencyBar({ access, onOver }: { access: BreakGlassOut; onOver: () => void }) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [close, { isLoading }] = useCloseBreakGlassMutation();
  const end = async () => {
    const { error } = await close({ clinicId: access.clinic_id, accessId: access.id });
    showToast(
      error === undefined
        ? { tone: "free", message: t("clinics.emergency.nowClosed", { clinic: access.clinic_name }) }
        : { tone: "alert", message: wordsOf(error).title },
    );
  };
  return (
    <section
      aria-label={t("clinics.emergency.title")}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-alert-wash px-4 py-2 text-sm"
    >
      <Siren aria-hidden="true" size={18} className="shrink-0 text-alert" />
      <p className="min-w-0 flex-1">
        <strong>{t("clinics.emergency.isOpen", { clinic: access.clinic_name })}</strong>{" "}
        <TimeLeft until={access.expires_at} onOver={onOver} />
      </p>
      <Button size="small" isBusy={isLoading} onClick={() => void end()}>
        {t("clinics.emergency.close")}
      </Button>
    </section>
  );
}
