/** What happened, newest first, gathered by day: a calm line to read down, not a table to decipher. */
import type { ReactNode } from "react";

import { useTimes } from "@/time/use-times";

export type TimelineEntry = {
  key: string;
  at: string;
  icon: ReactNode;
  words: ReactNode;
  detail?: ReactNode;
};

export function Timeline({ entries, zone }: { entries: readonly TimelineEntry[]; zone: string }) {
  const times = useTimes();
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    const day = times.day(entry.at, zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <ol className="flex flex-col gap-6">
      {[...days].map(([day, ofDay]) => (
        <li key={day}>
          <p className="mb-1 text-sm font-semibold text-ink-soft">{day}</p>
          <ol className="border-l border-line-strong">
            {ofDay.map((entry) => (
              <li key={entry.key} className="flex items-start gap-3 py-2">
                <span
                  aria-hidden="true"
                  className="-ml-4 flex size-8 shrink-0 items-center justify-center rounded-full border border-line bg-surface text-green"
                >
                  {entry.icon}
                </span>
                <div className="min-w-0 pt-0.5">
                  <p>
                    {entry.words}
                    <time dateTime={entry.at} className="ml-2 text-sm whitespace-nowrap text-ink-soft">
                      {times.clock(entry.at, zone)}
                    </time>
                  </p>
                  {entry.detail && <div className="text-sm text-ink-soft">{entry.detail}</div>}
                </div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
