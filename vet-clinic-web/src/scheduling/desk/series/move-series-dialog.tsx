/** A visit of a series was put elsewhere: this one alone moves as any visit does, the others move with the series. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { showToast } from "@/design/toasts";

import { useRescheduleSeriesMutation } from "../api";
import type { Target } from "../target";
import { ScopeDialog } from "./scope-dialog";

export type AskedMove = { appointment: AppointmentOut; seriesId: string; target: Target };

export type MoveSeriesDialogProps = {
  asked: AskedMove | null;
  onClose: () => void;
  onOnlyThis: () => void;
};

export function MoveSeriesDialog({ asked, onClose, onOnlyThis }: MoveSeriesDialogProps) {
  const { t } = useTranslation();
  const [reschedule, { isLoading, error }] = useRescheduleSeriesMutation();
  const moveSeries = async (scope: "following" | "all") => {
    if (asked === null) return;
    const { appointment, seriesId, target } = asked;
    const { data } = await reschedule({
      seriesId,
      seriesRescheduleIn: {
        scope,
        appointment_id: appointment.id,
        starts_local: target.startsLocal,
        ...(target.veterinarian.id !== appointment.veterinarian_id && {
          veterinarian_id: target.veterinarian.id,
        }),
      },
    });
    if (data === undefined) return;
    showToast({ tone: "free", message: t(`desk.series.moved.${scope}`, { pet: appointment.pet_name }) });
    onClose();
  };
  return (
    <ScopeDialog
      isOpen={asked !== null}
      title={t("desk.series.moveTitle", { pet: asked?.appointment.pet_name ?? "" })}
      action={t("scheduling.move.action")}
      isBusy={isLoading}
      problem={error}
      onClose={onClose}
      onChoose={(scope) => (scope === "this" ? onOnlyThis() : void moveSeries(scope))}
    />
  );
}
