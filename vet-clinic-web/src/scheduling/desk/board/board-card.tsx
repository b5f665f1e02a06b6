/** One patient in the waiting room, with the one step that leads on. */
import { ArrowRight, Footprints, Hourglass, TriangleAlert } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { BoardItemOut, ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { cx } from "@/design/class-names";
import { PetPortrait } from "@/design/portrait";
import { Select } from "@/design/select";

import { useTypeName } from "../../use-type-name";

import { lateMinutes, waitingMinutes, type BoardStep } from "./stages";

export type BoardCardProps = {
  item: BoardItemOut;
  step: BoardStep | null;
  /** All rooms, those in which nobody is first. */
  rooms: readonly ResourceOut[];
  freeRoomIds: ReadonlySet<string>;
  now: number;
  isTabStop: boolean;
  isFresh: boolean;
  onStep: (step: BoardStep, roomId?: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function Waiting({ item, now }: Pick<BoardCardProps, "item" | "now">) {
  const { t } = useTranslation();
  const waiting = waitingMinutes(item, now);
  const late = lateMinutes(item, now);
  if (waiting === null && late === null) return null;
  const isLong = (waiting ?? 0) >= 15;
  const Icon = late !== null || isLong ? TriangleAlert : Hourglass;
  return (
    <p
      className={cx(
        "tabular flex items-center gap-1 text-xs font-semibold",
        isLong || late !== null ? "text-due" : "text-ink-soft",
      )}
    >
      <Icon aria-hidden="true" size={13} className="shrink-0" />
      {late === null
        ? t("desk.board.waiting", { count: waiting ?? 0 })
        : t("desk.board.late", { count: late })}
    </p>
  );
}

/** Into the next free room with one press; another one from the list. */
function RoomStep({ rooms, freeRoomIds, onStep }: Pick<BoardCardProps, "rooms" | "freeRoomIds" | "onStep">) {
  const { t } = useTranslation();
  const first = rooms.find(({ id }) => freeRoomIds.has(id));
  return (
    <div className="flex flex-wrap items-end gap-2">
      {first !== undefined && (
        <Button
          size="small"
          tone="solid"
          icon={<ArrowRight aria-hidden="true" size={16} />}
          onClick={() => onStep("room", first.id)}
        >
          {first.name}
        </Button>
      )}
      <Select
        label={t("desk.board.chooseRoom")}
        hideLabel
        isDense
        className="min-w-28 grow"
        value=""
        choices={[
          { value: "", label: t("desk.board.otherRoom") },
          ...rooms.map(({ id, name }) => ({
            value: id,
            label: name,
            ...(!freeRoomIds.has(id) && { detail: t("desk.board.occupied") }),
          })),
        ]}
        onChange={(roomId) => roomId !== "" && onStep("room", roomId)}
      />
    </div>
  );
}

export function BoardCard(props: BoardCardProps) {
  const { t } = useTranslation();
  const typeName = useTypeName();
  const { item, step, now, isTabStop, isFresh, onStep, onKeyDown } = props;
  const label = t("desk.board.cardLabel", {
    pet: item.pet_name,
    time: item.starts_local.slice(11, 16),
    vet: item.veterinarian_name,
    stage: t(`desk.board.stage.${item.stage}`),
  });
  return (
    // One tab stop for the board; arrows go from card to card, Enter takes the step on.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a card is read as an article and takes keys
    <article
      data-card={item.id}
      aria-label={label}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is the tab stop
      tabIndex={isTabStop ? 0 : -1}
      onKeyDown={onKeyDown}
      className={cx(
        "flex flex-col gap-2 rounded-control border border-line bg-surface p-3 outline-2 outline-transparent focus-visible:outline-green",
        isFresh && "animate-arrive",
        item.stage === "gone" && "bg-paper",
      )}
    >
      <div className="flex items-start gap-2">
        <PetPortrait petId={item.pet_id} species={item.pet_species} size="small" />
        <div className="min-w-0 grow">
          <p className="flex items-baseline justify-between gap-2">
            <span className="truncate font-semibold">{item.pet_name}</span>
            <time dateTime={item.starts_at} className="shrink-0 text-sm">
              {item.is_walk_in && (
                <Footprints aria-label={t("desk.walkIn")} size={13} className="mr-1 inline text-ink-soft" />
              )}
              {item.starts_local.slice(11, 16)}
            </time>
          </p>
          <p className="truncate text-xs text-ink-soft">
            {[item.owner_name, typeName(item)].filter(Boolean).join(" · ")}
          </p>
          <p className="truncate text-xs text-ink-soft">
            {[item.veterinarian_name, item.room_name].filter(Boolean).join(" · ")}
          </p>
        </div>
      </div>
      <Waiting item={item} now={now} />
      {step === "room" && <RoomStep {...props} />}
      {step !== null && step !== "room" && (
        <div>
          <Button
            size="small"
            tone={step === "depart" ? "plain" : "solid"}
            icon={<ArrowRight aria-hidden="true" size={16} />}
            onClick={() => onStep(step)}
          >
            {t(`desk.board.step.${step}`)}
            <span className="sr-only">: {item.pet_name}</span>
          </Button>
        </div>
      )}
    </article>
  );
}
