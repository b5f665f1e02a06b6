/** Walking through the calendar with the arrow keys. */
import type { Column } from "./columns";

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

export function isArrow(key: string): key is Arrow {
  return key === "ArrowUp" || key === "ArrowDown" || key === "ArrowLeft" || key === "ArrowRight";
}

/** The visit that an arrow key leads to: along the column, or to the nearest time in the next column that has any. */
export function neighbourOf(columns: readonly Column[], id: string, key: Arrow): string | undefined {
  const at = columns.findIndex((column) => column.blocks.some((block) => block.id === id));
  const blocks = columns[at]?.blocks ?? [];
  const index = blocks.findIndex((each) => each.id === id);
  const block = blocks[index];
  if (block === undefined) return undefined;
  if (key === "ArrowUp") return blocks[index - 1]?.id;
  if (key === "ArrowDown") return blocks[index + 1]?.id;
  const beside = key === "ArrowLeft" ? columns.slice(0, at).toReversed() : columns.slice(at + 1);
  const target = beside.find((column) => column.blocks.length > 0);
  return target?.blocks.toSorted((a, b) => Math.abs(a.from - block.from) - Math.abs(b.from - block.from))[0]
    ?.id;
}
