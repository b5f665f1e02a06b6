/**
 * Sections of one page that share its place in the address bar. Each tab is a link, so back and reload work. Where they do
 * not all fit, the current one is brought into sight.
 */
import { Link, type To } from "react-router";

import { cx } from "./class-names";
import { useCurrentInSight } from "./use-current-in-sight";

export type TabLink = { to: To; label: string; isCurrent: boolean };

export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  const row = useCurrentInSight(tabs.findIndex((tab) => tab.isCurrent));
  return (
    <nav ref={row} aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          replace
          aria-current={tab.isCurrent ? "page" : undefined}
          className={cx(
            "-mb-px flex min-h-11 items-center border-b-2 px-4 text-sm font-semibold whitespace-nowrap transition-colors",
            tab.isCurrent ? "border-green text-ink" : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

export type Segment<V extends string> = { value: V; label: string };

/** Two or three ways to see the same thing. */
export function Segments<V extends string>(props: {
  label: string;
  value: V;
  segments: readonly Segment<V>[];
  onChange: (value: V) => void;
}) {
  return (
    <div
      role="group"
      aria-label={props.label}
      className="inline-flex rounded-control border border-line-strong bg-surface p-0.5"
    >
      {props.segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === props.value}
          onClick={() => props.onChange(segment.value)}
          className={cx(
            "min-h-8 rounded-control px-3 text-sm font-semibold transition-colors",
            segment.value === props.value ? "bg-green text-on-green" : "text-ink-soft hover:text-ink",
          )}
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}
