/** One visit beside the calendar where there is room, over it where there is not. */
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, Role } from "@/api/generated.gen";
import { IconButton } from "@/design/button";
import { Sheet } from "@/design/dialog";
import { IS_WIDE, useMedia } from "@/design/use-media";
import { AppointmentPanel } from "@/scheduling/desk/appointment-panel";

export type VisitAsideProps = {
  visit: string | null;
  roles: readonly Role[];
  onClose: () => void;
  onMove: (appointment: AppointmentOut) => void;
};

export function VisitAside({ visit, roles, onClose, onMove }: VisitAsideProps) {
  const { t } = useTranslation();
  const isWide = useMedia(IS_WIDE);
  const panel = visit !== null && <AppointmentPanel appointmentId={visit} roles={roles} onMove={onMove} />;
  return (
    <>
      {isWide && panel && (
        <aside
          aria-label={t("scheduling.desk.panel")}
          className="w-96 shrink-0 overflow-y-auto border-l border-line bg-surface p-5 print:hidden"
        >
          <div className="-mt-2 flex justify-end">
            <IconButton label={t("actions.close")} size="small" onClick={onClose}>
              <X aria-hidden="true" size={18} />
            </IconButton>
          </div>
          {panel}
        </aside>
      )}
      <Sheet isOpen={!isWide && visit !== null} onClose={onClose} title={t("scheduling.desk.panel")}>
        {!isWide && panel}
      </Sheet>
    </>
  );
}
