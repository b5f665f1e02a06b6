/** The shape of what is coming. One `role=status` per region says that it loads; the bars themselves are silent. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "./class-names";

export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx("block animate-breathe rounded-control bg-sunk", className)} />
  );
}

export function Loading({ children, className }: { children?: ReactNode; className?: string }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={className}>
      <span className="sr-only">{t("states.loading")}</span>
      {children ?? <SkeletonRows />}
    </div>
  );
}

export function SkeletonRows({ rows = 4, className = "h-16" }: { rows?: number; className?: string }) {
  return (
    <div className="flex flex-col gap-3">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={className} />
      ))}
    </div>
  );
}
