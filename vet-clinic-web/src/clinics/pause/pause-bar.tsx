/** Over every page of a clinic whose online booking is paused: that it is, why, and the way out. */
import { CirclePause } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";

import { usePause } from "./use-pause";

/** The API keeps one line. */
const LONGEST = 200;

function ReasonDialog({ clinicId, onClose }: { clinicId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const { pause, isBusy } = usePause(clinicId);
  const save = async () => {
    if (reason.trim() !== "" && (await pause(reason.trim()))) onClose();
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("clinics.pause.reasonTitle")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t("clinics.pause.reason")}
          hint={t("clinics.pause.reasonHint")}
          maxLength={LONGEST}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="solid" isBusy={isBusy} disabled={reason.trim() === ""}>
            {t("actions.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function PauseBar({
  clinic,
  mayChange,
}: {
  clinic: Pick<ClinicOut, "id" | "pause_reason">;
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const { resume, isBusy } = usePause(clinic.id);
  const [isAsking, setIsAsking] = useState(false);
  const reason = clinic.pause_reason;
  return (
    <section
      aria-label={t("clinics.pause.title")}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-due-wash px-4 py-2 text-sm"
    >
      <CirclePause aria-hidden="true" size={18} className="shrink-0 text-due" />
      <p className="min-w-0 flex-1">
        <strong>{t("clinics.pause.isPaused")}</strong> {reason ?? t("clinics.pause.means")}
      </p>
      {mayChange && (
        <span className="flex flex-wrap gap-2">
          <Button size="small" tone="quiet" onClick={() => setIsAsking(true)}>
            {reason === null ? t("clinics.pause.sayWhy") : t("clinics.pause.changeWhy")}
          </Button>
          <Button size="small" isBusy={isBusy} onClick={() => void resume()}>
            {t("clinics.pause.resume")}
          </Button>
        </span>
      )}
      {isAsking && <ReasonDialog clinicId={clinic.id} onClose={() => setIsAsking(false)} />}
    </section>
  );
}
