/** The waiting room as it is now: six stages, everybody in one of them. */
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import type { BoardItemOut, ResourceOut, Role } from "@/api/generated.gen";
import { useNow } from "@/time/use-times";

import { useIsFresh } from "../../highlights";
import { isArrow, type Arrow } from "../calendar/neighbours";
import { BoardCard } from "./board-card";
import { freeRooms, nextStep, STAGE_LOOKS, STAGES, type Stage } from "./stages";
import { useBoardSteps, useShownStage } from "./use-board-steps";

export type BoardViewProps = {
  items: readonly BoardItemOut[];
  rooms: readonly ResourceOut[];
  roles: readonly Role[];
};

type Lane = { stage: Stage; items: BoardItemOut[] };

/** The card an arrow key leads to: along its stage, or to the same height in the next stage that holds anybody. */
export function cardBeside(lanes: readonly Lane[], id: string, key: Arrow): string | undefined {
  const at = lanes.findIndex(({ items }) => items.some((item) => item.id === id));
  const items = lanes[at]?.items ?? [];
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) return undefined;
  if (key === "ArrowUp") return items[index - 1]?.id;
  if (key === "ArrowDown") return items[index + 1]?.id;
  const beside = key === "ArrowLeft" ? lanes.slice(0, at).toReversed() : lanes.slice(at + 1);
  const target = beside.find((lane) => lane.items.length > 0)?.items;
  return target?.[Math.min(index, target.length - 1)]?.id;
}

export function BoardView({ items, rooms, roles }: BoardViewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const now = useNow(15).toMillis();
  const isFresh = useIsFresh();
  const shownStage = useShownStage();
  const perform = useBoardSteps();
  const shown = items.map((item) => ({ ...item, stage: shownStage(item) }));
  const lanes: Lane[] = STAGES.map((stage) => ({
    stage,
    items: shown
      .filter((item) => item.stage === stage)
      .sort((a, b) => a.starts_at.localeCompare(b.starts_at) || a.id.localeCompare(b.id)),
  }));
  const free = freeRooms(rooms, shown);
  const freeRoomIds = new Set(free.map(({ id }) => id));
  const ordered = [...free, ...rooms.filter(({ id }) => !freeRoomIds.has(id))];
  const ids = lanes.flatMap((lane) => lane.items.map(({ id }) => id));
  const tabStop = focused !== null && ids.includes(focused) ? focused : ids[0];

  const onKeyDown = (event: KeyboardEvent, item: BoardItemOut) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") {
      const step = nextStep(item, roles, rooms.length > 0);
      event.preventDefault();
      if (step !== null) perform(step, item, free[0]?.id);
      return;
    }
    if (!isArrow(event.key)) return;
    event.preventDefault();
    const next = cardBeside(lanes, item.id, event.key);
    if (next === undefined) return;
    setFocused(next);
    frame.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus();
  };

  return (
    <div ref={frame} className="grid gap-4 p-4 sm:grid-cols-2 md:grid-cols-3 xl:grid-cols-6">
      {lanes.map((lane) => {
        const { icon: Icon } = STAGE_LOOKS[lane.stage];
        return (
          <section key={lane.stage} aria-label={t(`desk.board.stage.${lane.stage}`)} className="min-w-0">
            <h2 className="flex items-center gap-2 border-b border-line-strong pb-2 text-sm font-semibold">
              <Icon aria-hidden="true" size={16} className="text-ink-soft" />
              <span className="grow">{t(`desk.board.stage.${lane.stage}`)}</span>
              <span className="tabular text-ink-soft">{lane.items.length}</span>
            </h2>
            <div className="mt-3 flex flex-col gap-2">
              {lane.items.map((item) => (
                <BoardCard
                  key={item.id}
                  item={item}
                  step={nextStep(item, roles, rooms.length > 0)}
                  rooms={ordered}
                  freeRoomIds={freeRoomIds}
                  now={now}
                  isTabStop={item.id === tabStop}
                  isFresh={isFresh(item)}
                  onStep={(step, roomId) => perform(step, item, roomId)}
                  onKeyDown={(event) => onKeyDown(event, item)}
                />
              ))}
              {lane.items.length === 0 && <p className="text-sm text-ink-soft">{t("desk.board.nobody")}</p>}
            </div>
          </section>
        );
      })}
    </div>
  );
}
