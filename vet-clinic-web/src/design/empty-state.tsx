/** Nothing here yet: says so kindly and offers the one thing to do about it. */
import type { ReactNode } from "react";

import { Silhouette, type SpeciesName } from "./silhouettes";

export type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  species?: SpeciesName;
  /** The title is the page's own. */
  isPage?: boolean;
};

export function EmptyState({ title, children, action, species = "cat", isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-4 px-4 py-12 text-center">
      <span className="inline-flex size-20 overflow-hidden rounded-full bg-green-wash text-green [--wash:var(--color-green-wash)]">
        <Silhouette species={species} className="size-full" />
      </span>
      <div className="max-w-prose">
        <Title className="font-serif text-lg font-medium" {...(isPage && { tabIndex: -1 })}>
          {title}
        </Title>
        {children && <div className="mt-1 text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  );
}
