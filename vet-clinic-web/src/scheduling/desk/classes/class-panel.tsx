/** Everybody in a class: who comes, how far each is, and who called off. Each opens its own visit. */
import { UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut, Role } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { PetPortrait } from "@/design/portrait";
import { useNow, useTimes } from "@/time/use-times";

import { StatusPill } from "../../components/status-pill";
import { isOff, isOpen, keepsCalendar, stepsFor } from "../../statuses";
import { useShownStatus, useSteps } from "../../use-steps";
import { useTypeName } from "../../use-type-name";
import { leadOf, type ClassVisits } from "../calendar/classes";

export type ClassPanelProps = {
  group: ClassVisits;
  roles: readonly Role[];
  onOpen: (visitId: string) => void;
  /** Enter one more patient; null when the person may not, or the class is over. */
  onAdd: ((lead: AppointmentOut) => void) | null;
};

function Member({
  visit,
  roles,
  onOpen,
}: { visit: AppointmentOut } & Pick<ClassPanelProps, "roles" | "onOpen">) {
  const { t } = useTranslation();
  const shownStatus = useShownStatus();
  const { perform } = useSteps();
  const now = useNow();
  const status = shownStatus(visit);
  const mayCheckIn = stepsFor(status, roles, Date.parse(visit.starts_at) <= now.toMillis()).includes(
    "checkIn",
  );
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2">
      <button
        type="button"
        onClick={() => onOpen(visit.id)}
        className="flex min-h-11 min-w-0 flex-1 basis-40 items-center gap-3 rounded-control text-left hover:underline"
      >
        <PetPortrait petId={visit.pet_id} species={visit.pet_species} size="small" />
        <span className="min-w-0">
          <span className="block truncate font-semibold">{visit.pet_name}</span>
          <span className="block truncate text-sm text-ink-soft">{visit.owner_name}</span>
        </span>
      </button>
      {mayCheckIn && status === "confirmed" ? (
        <Button size="small" onClick={() => perform("checkIn", visit)}>
          {t("scheduling.desk.step.checkIn")}
          <span className="sr-only">: {visit.pet_name}</span>
        </Button>
      ) : (
        <StatusPill status={status} />
      )}
    </li>
  );
}

export function ClassPanel({ group, roles, onOpen, onAdd }: ClassPanelProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const times = useTimes();
  const lead = leadOf(group);
  const off = group.visits.filter(({ status }) => isOff(status));
  const left = Math.max(group.capacity - group.taken.length, 0);
  const isAhead = group.taken.every(({ status }) => status === "requested" || status === "confirmed");
  const isLive = group.taken.length === 0 || group.taken.some(({ status }) => isOpen(status));
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 className="font-serif text-xl leading-tight font-medium">{typeName(lead)}</h2>
        <p className="mt-1">{times.moment(lead.starts_at, lead.time_zone)}</p>
        <p className="text-sm text-ink-soft">
          {[
            lead.veterinarian_name,
            lead.room_name,
            t("time.minutes", { count: Math.max(...group.visits.map((each) => each.duration_minutes)) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <section aria-labelledby="class-members">
        <h3 id="class-members" className="tabular mb-2 text-sm font-semibold">
          {t("desk.classes.places", { taken: group.taken.length, capacity: group.capacity })}
        </h3>
        {group.taken.length > 0 && (
          <ul className="divide-y divide-line border-y border-line">
            {group.taken.map((visit) => (
              <Member key={visit.id} visit={visit} roles={roles} onOpen={onOpen} />
            ))}
          </ul>
        )}
      </section>
      {onAdd !== null && isLive && left > 0 && (
        <div>
          <Button icon={<UserPlus aria-hidden="true" size={18} />} onClick={() => onAdd(lead)}>
            {t("desk.classes.add", { count: left })}
          </Button>
        </div>
      )}
      {off.length > 0 && (
        <section aria-labelledby="class-off">
          <h3 id="class-off" className="mb-2 text-sm font-semibold">
            {t("desk.classes.off")}
          </h3>
          <ul className="divide-y divide-line border-y border-line">
            {off.map((visit) => (
              <Member key={visit.id} visit={visit} roles={roles} onOpen={onOpen} />
            ))}
          </ul>
        </section>
      )}
      {keepsCalendar(roles) && group.taken.length > 0 && (
        <p className="text-sm text-ink-soft">
          {t(isAhead ? "desk.classes.moveHint" : "desk.classes.fixedHint")}
        </p>
      )}
    </div>
  );
}
