/** Nothing here yet: says so kindly and offers the one thing to do about it. */
import type { ReactNode } from "react";

import { Silhouette, type SpeciesName } from "./silhouettes";

export type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  species?: SpeciesName;
};

export function EmptyState({ title, children, action, species = "cat" }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-4 px-4 py-12 text-center">
      <span className="inline-flex size-20 overflow-hidden rounded-full bg-green-wash text-green [--wash:var(--color-green-wash)]">
        <Silhouette species={species} className="size-full" />
      </span>
      <div className="max-w-prose">
        <p className="font-serif text-lg font-medium">{title}</p>
        {children && <div className="mt-1 text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
