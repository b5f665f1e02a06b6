/** A class in the calendar: one block for all who come, titled by the service and its places. */
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";

import { useTypeName } from "../../use-type-name";

import { Beginning, BlockShell, isShort, type BlockProps } from "./block-shell";
import type { ClassVisits } from "./classes";
import { clock } from "./wall-clock";

export function ClassBlock({ group, ...props }: BlockProps & { group: ClassVisits }) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const { block, status, showsVet } = props;
  const { appointment } = block;
  const names = group.taken.map((visit) => visit.pet_name).join(", ");
  const where = [showsVet ? appointment.veterinarian_name : appointment.room_name].filter(Boolean);
  const label = t("desk.classes.label", {
    time: clock(block.from),
    name: block.isConflict
      ? `${typeName(appointment)}, ${t("desk.calendar.conflict")}`
      : typeName(appointment),
    taken: group.taken.length,
    capacity: group.capacity,
    vet: appointment.veterinarian_name,
    status: t(`scheduling.status.${status}`),
  });
  const isLow = isShort(block);
  const isTight = block.lanes > 1 && !isLow;
  // How full it is stays readable when the name has no room; in a narrow column both get a line of their own.
  const name = (
    <span className="tabular flex min-w-0 text-sm leading-tight font-semibold whitespace-pre">
      <span className="truncate">{typeName(appointment)}</span>
      <span className="shrink-0">
        {" · "}
        {t("desk.classes.count", { taken: group.taken.length, capacity: group.capacity })}
      </span>
    </span>
  );
  return (
    <BlockShell {...props} label={label}>
      <span aria-hidden="true" className="@container min-w-0 flex-1">
        <span className="tabular flex min-w-0 items-center gap-1.5 text-xs">
          <Beginning block={block} status={status} />
          <Users aria-hidden="true" size={13} strokeWidth={2.4} className="shrink-0 text-ink-soft" />
          <span className={cx("min-w-0", !isLow && "hidden", !isTight && "@title:block")}>{name}</span>
          {isLow && <span className="min-w-0 flex-1 basis-0 truncate text-ink-soft">{names}</span>}
        </span>
        {!isLow && <span className={cx("block", !isTight && "@title:hidden")}>{name}</span>}
        {block.to - block.from >= 45 && where.length > 0 && (
          <span className="block truncate text-xs text-ink-soft">{where.join(" · ")}</span>
        )}
        {!isLow && <span className="line-clamp-3 text-xs text-ink-soft">{names}</span>}
      </span>
    </BlockShell>
  );
}
