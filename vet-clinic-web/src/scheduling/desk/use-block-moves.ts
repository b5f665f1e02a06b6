/** Carrying and resizing blocked time: shown at once, settled by the API, taken back with one press, like a visit. */
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BlockOut } from "@/api/generated.gen";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useUpdateBlockMutation } from "./api";
import type { Stretch } from "./calendar/columns";
import { instantOf } from "./calendar/wall-clock";

type Times = Pick<BlockOut, "starts_at" | "ends_at">;
type Moved = { before: Times; after: Times };

const isSame = (one: Times, other: Times) =>
  Date.parse(one.starts_at) === Date.parse(other.starts_at) &&
  Date.parse(one.ends_at) === Date.parse(other.ends_at);

export function useBlockMoves(blocks: readonly BlockOut[], zone: string) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const [update] = useUpdateBlockMutation();
  const [moved, setMoved] = useState<Readonly<Record<string, Moved>>>({});

  // What has been carried here stands in its new place until the list says something else than before.
  const settled = Object.keys(moved).filter((id) => {
    const listed = blocks.find((block) => block.id === id);
    return listed !== undefined && moved[id] !== undefined && !isSame(listed, moved[id].before);
  });
  if (settled.length > 0)
    setMoved(Object.fromEntries(Object.entries(moved).filter(([id]) => !settled.includes(id))));
  const shown = blocks.map((block) => ({ ...block, ...moved[block.id]?.after }));

  const change = async (id: string, before: Times, after: Times): Promise<void> => {
    setMoved((known) => ({ ...known, [id]: { before, after } }));
    try {
      const { conflicts } = await update({ blockId: id, blockPatch: after }).unwrap();
      const count = conflicts.length;
      showToast({
        tone: count === 0 ? "free" : "alert",
        message: count === 0 ? t("desk.blocks.moved") : t("desk.blocks.movedOver", { count }),
        action: { label: t("actions.undo"), perform: () => void change(id, after, before) },
      });
    } catch (problem) {
      setMoved((known) => Object.fromEntries(Object.entries(known).filter(([each]) => each !== id)));
      const { title, advice } = wordsOf(problem);
      showToast({ tone: "alert", message: `${title}. ${advice}` });
    }
  };

  /** Put a block, which lies within one day, at these minutes of a day. */
  const place = (id: string, date: string, { from, to }: Stretch): Promise<void> | undefined => {
    const block = shown.find((each) => each.id === id);
    if (block === undefined) return undefined;
    const before = { starts_at: block.starts_at, ends_at: block.ends_at };
    return change(id, before, {
      starts_at: instantOf(date, from, zone),
      ends_at: instantOf(date, to, zone),
    });
  };
  return { shown, place };
}
