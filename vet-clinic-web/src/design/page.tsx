/** The frame of a page: one serif title that takes focus on arrival, and a measured width. */
import type { ReactNode } from "react";

import { cx } from "./class-names";

const WIDTHS = {
  form: "max-w-form",
  narrow: "max-w-narrow",
  page: "max-w-page",
  wide: "max-w-wide",
} as const;

export function Page({
  width = "page",
  className,
  children,
}: {
  width?: keyof typeof WIDTHS;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cx("mx-auto w-full px-4 py-6 sm:px-6 md:py-10", WIDTHS[width], className)}>
      {children}
    </div>
  );
}

export type PageTitleProps = { title: string; lead?: ReactNode; above?: ReactNode; actions?: ReactNode };

export function PageTitle({ title, lead, above, actions }: PageTitleProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 md:mb-8">
      <div className="min-w-0">
        {above}
        <h1 tabIndex={-1} className="font-serif text-xl font-medium tracking-tight">
          {title}
        </h1>
        {lead && <div className="mt-1 max-w-prose text-ink-soft">{lead}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  );
}

export function Section({
  title,
  actions,
  children,
  className,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section className={cx("mt-10 first:mt-0", className)}>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-3">
        <h2 className="font-serif text-lg font-medium">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

export type Fact = { name: string; value: ReactNode };

/** Facts as pairs of a name and a value. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map((fact, place) => (
        <div key={`${place}${fact.name}`} className="flex flex-wrap items-baseline gap-x-6 gap-y-0.5 py-3">
          <dt className="w-36 shrink-0 text-sm text-ink-soft">{fact.name}</dt>
          <dd className="min-w-0 flex-1 basis-40">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-6 items-center justify-center rounded-control border border-line-strong bg-surface px-1.5 font-sans text-xs font-semibold text-ink-soft">
      {children}
    </kbd>
  );
}
