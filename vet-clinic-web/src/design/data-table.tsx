/** Rows of facts for staff: dense, tabular figures, scrolls sideways inside itself rather than breaking the page. */
import type { ReactNode } from "react";

import { cx } from "./class-names";

export type Column<R> = {
  key: string;
  name: string;
  cell: (row: R) => ReactNode;
  isNumber?: boolean;
  hideName?: boolean;
};

export type DataTableProps<R> = {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  rowClassName?: (row: R) => string | undefined;
};

export function DataTable<R>({ caption, columns, rows, rowKey, rowClassName }: DataTableProps<R>) {
  return (
    // Positioned, so that words for screen readers scroll with their row instead of widening the page.
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cx(
                  "px-3 py-2 text-xs font-semibold whitespace-nowrap text-ink-soft",
                  column.isNumber ? "text-right" : "text-left",
                )}
              >
                {column.hideName ? <span className="sr-only">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={cx("border-b border-line hover:bg-surface", rowClassName?.(row))}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={cx("px-3 py-2 align-middle", column.isNumber && "text-right whitespace-nowrap")}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
