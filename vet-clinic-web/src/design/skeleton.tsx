/** The shape of what is coming. One `role=status` per region says that it loads; the bars themselves are silent. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { cx } from "./class-names";

export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx("block animate-breathe rounded-control bg-sunk", className)} />
  );
}

export type LoadingProps = {
  children?: ReactNode;
  className?: string;
  /** A whole page is on its way: its heading says so until its own is there. */
  isPage?: boolean;
};

export function Loading({ children, className, isPage = false }: LoadingProps) {
  const { t } = useTranslation();
  const Words = isPage ? "h1" : "span";
  return (
    <div role="status" className={className}>
      <Words className="sr-only">{t("states.loading")}</Words>
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
