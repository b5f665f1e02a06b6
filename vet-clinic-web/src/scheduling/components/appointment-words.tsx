/** When, what, with whom: the lines that every view of a visit shares. */
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Facts, type Fact } from "@/design/page";
import { useTimes } from "@/time/use-times";

import { priceText } from "../money";
import { useTypeName } from "../use-type-name";

export function When({ appointment }: { appointment: Pick<AppointmentOut, "starts_at" | "time_zone"> }) {
  const times = useTimes();
  return (
    <time dateTime={appointment.starts_at}>{times.moment(appointment.starts_at, appointment.time_zone)}</time>
  );
}

export function AppointmentFacts({
  appointment,
  forStaff = false,
  more = [],
}: {
  appointment: AppointmentOut;
  forStaff?: boolean;
  /** Rows that go on below; those without a value are left out, like ours. */
  more?: readonly Fact[];
}) {
  const { t, i18n } = useTranslation();
  const typeName = useTypeName();
  const facts = [
    { name: t("scheduling.facts.when"), value: <When appointment={appointment} /> },
    {
      name: t("scheduling.facts.service"),
      value: `${typeName(appointment)}, ${t("time.minutes", { count: appointment.duration_minutes })}`,
    },
    { name: t("scheduling.facts.vet"), value: appointment.veterinarian_name },
    forStaff
      ? { name: t("scheduling.facts.owner"), value: appointment.owner_name }
      : { name: t("scheduling.facts.clinic"), value: appointment.clinic_name },
    {
      name: t("scheduling.homeVisit.fact"),
      value: appointment.visit_address && (
        <span className="whitespace-pre-line">{appointment.visit_address}</span>
      ),
    },
    {
      name: t("scheduling.facts.price"),
      value: <span className="tabular">{priceText(appointment.price, i18n.language)}</span>,
    },
    {
      name: t("scheduling.facts.note"),
      value: appointment.note && <span className="whitespace-pre-line">{appointment.note}</span>,
    },
    { name: t("scheduling.facts.reason"), value: appointment.cancellation_reason },
    ...more,
  ].filter((fact) => Boolean(fact.value));
  return <Facts facts={facts} />;
}
