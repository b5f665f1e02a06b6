/** What a visitor needs before setting out: is it open, where is it, how to call. */
import { Clock, Mail, MapPin, Phone } from "lucide-react";
import { Info } from "luxon";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { ClinicOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { cx } from "@/design/class-names";
import { useNow, useTimes } from "@/time/use-times";
import { clockOf, differs, utc } from "@/time/zones";

import { hoursOf, openingState } from "../opening";

export function OpenNow({ clinic }: { clinic: ClinicOut }) {
  const { t } = useTranslation();
  const { words } = useTimes();
  const now = useNow();
  const state = openingState(clinic.opening_hours, clinic.time_zone, now);
  if (state.isOpen) {
    return (
      <Badge tone="free" icon={Clock}>
        {t("clinics.open", { time: clockOf(state.closesAt, words) })}
      </Badge>
    );
  }
  if (state.opensAt === null) return null;
  const opens = state.opensAt.setLocale(words.locale);
  return (
    <Badge tone="taken" icon={Clock}>
      {t("clinics.closed", { time: `${opens.toFormat("ccc")} ${clockOf(opens, words)}` })}
    </Badge>
  );
}

export function OpeningHours({ clinic }: { clinic: ClinicOut }) {
  const { t } = useTranslation();
  const times = useTimes();
  const now = useNow(60);
  const names = Info.weekdays("long", { locale: times.words.locale });
  const today = now.setZone(clinic.time_zone).weekday - 1;
  return (
    <div>
      <dl className="tabular text-sm">
        {([0, 1, 2, 3, 4, 5, 6] as const).map((weekday) => {
          const hours = hoursOf(clinic.opening_hours, weekday);
          return (
            <div
              key={weekday}
              className={cx(
                "flex justify-between gap-4 border-b border-line py-2",
                weekday === today && "font-semibold",
              )}
            >
              <dt>{names[weekday]}</dt>
              <dd className="text-right">
                {hours.length === 0 ? (
                  <span className="text-ink-soft">{t("clinics.closedDay")}</span>
                ) : (
                  hours.join(", ")
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {differs(utc(now), clinic.time_zone, times.viewer) && (
        <p className="mt-2 text-sm text-ink-soft">
          {t("clinics.inZone", { zone: times.zone(clinic.time_zone) })}
        </p>
      )}
    </div>
  );
}

function Way({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3">
      <span className="mt-1 shrink-0 text-green">{icon}</span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}

const LINK = "underline decoration-line-strong underline-offset-4 hover:decoration-green";

export function ClinicContact({ clinic }: { clinic: ClinicOut }) {
  const { address } = clinic;
  const { i18n } = useTranslation();
  const country = new Intl.DisplayNames([i18n.language], { type: "region" }).of(address.country_code);
  return (
    <ul className="flex flex-col gap-3">
      <Way icon={<MapPin aria-hidden="true" size={18} />}>
        <address className="not-italic">
          {address.street}
          <br />
          {address.postal_code} {address.locality}
          <br />
          {address.region !== null && `${address.region}, `}
          {country}
        </address>
      </Way>
      <Way icon={<Phone aria-hidden="true" size={18} />}>
        <a href={`tel:${clinic.phone}`} className={LINK}>
          {clinic.phone}
        </a>
      </Way>
      <Way icon={<Mail aria-hidden="true" size={18} />}>
        <a href={`mailto:${clinic.email}`} className={`${LINK} break-all`}>
          {clinic.email}
        </a>
      </Way>
    </ul>
  );
}
