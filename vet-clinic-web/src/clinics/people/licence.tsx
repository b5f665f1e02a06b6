/** A veterinarian's licence: how long it lasts, said with a shape and a word before it runs out. */
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { DateTime } from "luxon";
import { useTranslation } from "react-i18next";

import type { LicenceOut } from "@/api/generated.gen";
import { Badge, type Tone } from "@/design/badge";
import { useTimes } from "@/time/use-times";

const SOON_DAYS = 60;

export type LicenceState = "good" | "soon" | "expired";

/** How a licence stands on a day ("2026-03-02"); it counts until the end of its last day. */
export function licenceState(expiresOn: string, today: string): { state: LicenceState; days: number } {
  const days = Math.round(
    DateTime.fromISO(expiresOn, { zone: "utc" }).diff(DateTime.fromISO(today, { zone: "utc" }), "days").days,
  );
  return { state: days < 0 ? "expired" : days <= SOON_DAYS ? "soon" : "good", days };
}

const LOOK = {
  good: { tone: "free", icon: CircleCheck },
  soon: { tone: "due", icon: TriangleAlert },
  expired: { tone: "alert", icon: CircleAlert },
} satisfies Record<LicenceState, { tone: Tone; icon: unknown }>;

export function LicenceBadge({ licence, today }: { licence: LicenceOut; today: string }) {
  const { t } = useTranslation();
  const times = useTimes();
  const { state, days } = licenceState(licence.license_expires_on, today);
  const { tone, icon } = LOOK[state];
  const day = times.date(licence.license_expires_on);
  return (
    <Badge tone={tone} icon={icon}>
      {state === "good" && t("clinics.licence.good", { day })}
      {state === "soon" && t("clinics.licence.soon", { count: days })}
      {state === "expired" && t("clinics.licence.expired", { day })}
    </Badge>
  );
}
