/** One visit in the calendar. Its place never changes while you read; what changed elsewhere gets a fading ring. */
import { Footprints, Repeat } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cx } from "@/design/class-names";
import { PetPortrait } from "@/design/portrait";

import { useTypeName } from "../../use-type-name";

import { Beginning, BlockShell, isShort, type BlockProps } from "./block-shell";
import { clock } from "./wall-clock";

function Small({ icon: Icon }: { icon: typeof Repeat }) {
  return <Icon aria-hidden="true" size={13} strokeWidth={2.4} className="shrink-0 text-ink-soft" />;
}

function Lines({ block, status, showsVet }: Pick<BlockProps, "block" | "status" | "showsVet">) {
  const typeName = useTypeName();
  const { appointment } = block;
  const minutes = block.to - block.from;
  const isLow = isShort(block);
  // Side by side there is no room for a name after the time: it gets the second line.
  const isTight = block.lanes > 1 && !isLow;
  const isOver = status === "cancelled" || status === "declined";
  const name = (
    <span className={cx("truncate text-sm leading-tight font-semibold", isOver && "line-through")}>
      {appointment.pet_name}
    </span>
  );
  const about = [showsVet ? appointment.veterinarian_name : typeName(appointment)];
  if (!showsVet && appointment.owner_name !== null) about.push(appointment.owner_name);
  const rest = [showsVet ? typeName(appointment) : appointment.room_name, appointment.note];
  return (
    <span aria-hidden="true" className="min-w-0 flex-1">
      <span className="tabular flex min-w-0 items-center gap-1.5 text-xs">
        <Beginning block={block} status={status} />
        {!isTight && name}
        {appointment.is_walk_in && <Small icon={Footprints} />}
        {appointment.series_id !== null && <Small icon={Repeat} />}
        {isLow && (
          <span className="min-w-0 flex-1 basis-0 truncate text-ink-soft">{typeName(appointment)}</span>
        )}
      </span>
      {isTight && <span className="flex min-w-0">{name}</span>}
      {!isLow && (!isTight || minutes >= 45) && (
        <span className="block truncate text-xs text-ink-soft">{about.join(" · ")}</span>
      )}
      {minutes >= 45 && (
        <span className="mt-0.5 line-clamp-2 text-xs text-ink-soft">{rest.filter(Boolean).join(" · ")}</span>
      )}
    </span>
  );
}

export function VisitBlock(props: BlockProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const { block, status, showsVet } = props;
  const { appointment, isConflict } = block;
  const label = t("scheduling.desk.blockLabel", {
    time: clock(block.from),
    pet: appointment.pet_name,
    type: isConflict ? `${typeName(appointment)}, ${t("desk.calendar.conflict")}` : typeName(appointment),
    vet: appointment.veterinarian_name,
    status: t(`scheduling.status.${status}`),
  });
  return (
    <BlockShell {...props} label={label}>
      {!isShort(block) && block.lanes === 1 && !showsVet && (
        <PetPortrait
          petId={appointment.pet_id}
          species={appointment.pet_species}
          size="small"
          className="print:hidden"
        />
      )}
      <Lines block={block} status={status} showsVet={showsVet} />
    </BlockShell>
  );
}
