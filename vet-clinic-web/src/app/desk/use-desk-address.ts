/** What the calendar shows stands in the address: back, reload and a link to a colleague lead to the same view. */
import { DateTime } from "luxon";
import { useSearchParams } from "react-router";

import { IS_NARROW, useMedia } from "@/design/use-media";
import type { AppointmentStatus } from "@/scheduling/statuses";
import { STATUSES } from "@/scheduling/statuses";
import { shiftDate } from "@/time/zones";

export const DESK_VIEWS = ["day", "week", "list"] as const;
export type DeskView = (typeof DESK_VIEWS)[number];
/** What the columns of a day are. */
export type ColumnKind = "vet" | "room";

export type DeskFilter = { vet: string | null; room: string | null; state: AppointmentStatus | null };

function oneOf<V extends string>(value: string | null, known: readonly V[]): V | null {
  return known.find((each) => each === value) ?? null;
}

/** The days of a week with this day in it, Monday first. */
export function weekOf(date: string): string[] {
  const monday = DateTime.fromISO(date, { zone: "utc" }).startOf("week");
  return Array.from({ length: 7 }, (_, day) => monday.plus({ days: day }).toISODate() ?? date);
}

export function useDeskAddress(today: string) {
  const [params, setParams] = useSearchParams();
  const isNarrow = useMedia(IS_NARROW);
  const asked = params.get("on");
  const date = asked !== null && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const view = oneOf(params.get("view"), DESK_VIEWS) ?? (isNarrow ? "list" : "day");
  const set = (change: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change))
          if (value === null) next.delete(name);
          else next.set(name, value);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const goTo = (day: string) => set({ on: day === today ? null : day, visit: null });
  return {
    date,
    view,
    by: oneOf<ColumnKind>(params.get("by"), ["vet", "room"]) ?? "vet",
    filter: {
      vet: params.get("vet"),
      room: params.get("room"),
      state: oneOf(params.get("state"), STATUSES),
    } satisfies DeskFilter,
    visit: params.get("visit"),
    goTo,
    /** One stretch on or back: a week in the week's view, else a day. */
    step: (sign: 1 | -1) => goTo(shiftDate(date, sign * (view === "week" ? 7 : 1))),
    show: (next: DeskView) => set({ view: next }),
    /** From the week into one of its days. */
    showDay: (day: string) => set({ view: "day", on: day === today ? null : day }),
    showBy: (by: ColumnKind) => set({ by: by === "vet" ? null : by, view: "day" }),
    filterBy: (change: Partial<DeskFilter>) => set(change),
    open: (id: string | null) => set({ visit: id }),
    openOn: (day: string, id: string) => set({ on: day === today ? null : day, visit: id }),
  };
}

export type DeskAddress = ReturnType<typeof useDeskAddress>;
