/** A word with a shape and a colour: meaning never rests on the colour alone. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { cx } from "./class-names";

export type Tone = "free" | "due" | "alert" | "info" | "taken" | "green" | "accent";

const TONES: Record<Tone, string> = {
  free: "bg-free-wash text-free",
  due: "bg-due-wash text-due",
  alert: "bg-alert-wash text-alert",
  info: "bg-info-wash text-info",
  taken: "bg-taken-wash text-taken",
  green: "bg-green-wash text-green",
  accent: "bg-accent text-on-accent",
};

export function Badge({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-full whitespace-nowrap px-2 py-0.5 text-xs font-semibold",
        TONES[tone],
      )}
    >
      <Icon aria-hidden="true" size={13} strokeWidth={2.4} className="shrink-0" />
      {children}
    </span>
  );
}
