/**
 * Rows that do not jump while somebody reads: known rows change in place, new ones that belong in between wait until the reader
 * asks for them. New ones at the end push nothing away and appear at once.
 */
import { useState } from "react";

export type SteadyRows<R> = { rows: R[]; waiting: number; showAll: () => void };

export function steady<R extends { id: string }>(
  shown: readonly string[] | null,
  rows: readonly R[],
): { ids: string[]; rows: R[]; waiting: number } {
  if (shown === null) return { ids: rows.map(({ id }) => id), rows: [...rows], waiting: 0 };
  const known = new Set(shown);
  const lastKnown = rows.findLastIndex(({ id }) => known.has(id));
  const visible = rows.filter(({ id }, index) => known.has(id) || index > lastKnown);
  return { ids: visible.map(({ id }) => id), rows: visible, waiting: rows.length - visible.length };
}

export function useSteadyRows<R extends { id: string }>(rows: readonly R[]): SteadyRows<R> {
  const [shown, setShown] = useState<string[] | null>(rows.length === 0 ? null : rows.map(({ id }) => id));
  const next = steady(shown, rows);
  if (rows.length > 0 && (shown === null || next.ids.length > shown.length)) setShown(next.ids);
  return { rows: next.rows, waiting: next.waiting, showAll: () => setShown(rows.map(({ id }) => id)) };
}
