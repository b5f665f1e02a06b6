/** One visit, or everybody in a class, beside the calendar where there is room, over it where there is not. */
import { ArrowLeft, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, Role } from "@/api/generated.gen";
import { Button, IconButton } from "@/design/button";
import { EmptyState } from "@/design/empty-state";
import { Sheet } from "@/design/dialog";
import { IS_WIDE, useMedia } from "@/design/use-media";
import { AppointmentPanel } from "@/scheduling/desk/appointment-panel";
import { classIdOf, isClassId, type ClassVisits } from "@/scheduling/desk/calendar/classes";
import { ClassPanel } from "@/scheduling/desk/classes/class-panel";
import { useTypeName } from "@/scheduling/use-type-name";

export type VisitAsideProps = {
  /** The id of a visit or of a class; null when nothing is open. */
  visit: string | null;
  visits: readonly AppointmentOut[];
  classes: ReadonlyMap<string, ClassVisits>;
  roles: readonly Role[];
  onClose: () => void;
  onOpen: (id: string) => void;
  onAdd: ((lead: AppointmentOut) => void) | null;
  onMove: (appointment: AppointmentOut) => void;
};

type InsideProps = Omit<VisitAsideProps, "onClose" | "visit"> & { visit: string };

function Inside({ visit, visits, classes, roles, onOpen, onAdd, onMove }: InsideProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  if (isClassId(visit)) {
    const group = classes.get(visit);
    if (group === undefined)
      return <EmptyState title={t("desk.classes.gone")}>{t("desk.classes.goneAdvice")}</EmptyState>;
    return <ClassPanel group={group} roles={roles} onOpen={onOpen} onAdd={onAdd} />;
  }
  const known = visits.find(({ id }) => id === visit);
  const group = known && classes.get(classIdOf(known));
  return (
    <>
      {known !== undefined && group !== undefined && (
        <div className="mb-3">
          <Button
            size="small"
            tone="quiet"
            icon={<ArrowLeft aria-hidden="true" size={16} />}
            onClick={() => onOpen(group.id)}
          >
            {t("desk.classes.title", {
              name: typeName(known),
              taken: group.taken.length,
              capacity: group.capacity,
            })}
          </Button>
        </div>
      )}
      <AppointmentPanel appointmentId={visit} roles={roles} onMove={onMove} />
    </>
  );
}

export function VisitAside({ visit, onClose, ...rest }: VisitAsideProps) {
  const { t } = useTranslation();
  const isWide = useMedia(IS_WIDE);
  const panel = visit !== null && <Inside {...rest} visit={visit} />;
  const name = t(visit !== null && isClassId(visit) ? "desk.classes.panel" : "scheduling.desk.panel");
  return (
    <>
      {isWide && panel && (
        <aside
          aria-label={name}
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
      <Sheet isOpen={!isWide && visit !== null} onClose={onClose} title={name}>
        {!isWide && panel}
      </Sheet>
    </>
  );
}
