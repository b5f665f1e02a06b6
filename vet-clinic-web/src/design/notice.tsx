/** A short word to the reader in the flow of the page. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "./class-names";

export type NoticeTone = "info" | "free" | "due" | "alert";

const LOOK: Record<NoticeTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: "bg-info-wash", mark: "text-info" },
  free: { icon: CircleCheck, box: "bg-free-wash", mark: "text-free" },
  due: { icon: TriangleAlert, box: "bg-due-wash", mark: "text-due" },
  alert: { icon: CircleAlert, box: "bg-alert-wash", mark: "text-alert" },
};

export type NoticeProps = {
  tone: NoticeTone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  isUrgent?: boolean;
};

export function Notice({ tone, title, children, action, isUrgent = tone === "alert" }: NoticeProps) {
  const { icon: Icon, box, mark } = LOOK[tone];
  return (
    <div role={isUrgent ? "alert" : "status"} className={cx("flex gap-3 rounded-control p-4", box)}>
      <Icon aria-hidden="true" size={20} className={cx("mt-0.5 shrink-0", mark)} />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <p className="font-semibold">{title}</p>
        {children && <div className="max-w-prose text-sm text-ink">{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-3">{action}</div>}
      </div>
    </div>
  );
}
