/** What one agrees to with the booking: when, what and with whom, the price, a deposit, that the clinic still confirms, and until when it can be cancelled. */
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut } from "@/api/generated.gen";
import { Facts } from "@/design/page";
import { useNow, useTimes } from "@/time/use-times";

import { useLateWords } from "../components/late-words";
import { lateRule } from "../late-rule";
import { priceText } from "../money";
import { typeWords } from "../type-words";

export type BookingTermsProps = {
  type: AppointmentTypeOut;
  /** Whom one has chosen, or that it may be anyone. */
  veterinarian: string;
  startsAt: string;
  zone: string;
};

export function BookingTerms({ type, veterinarian, startsAt, zone }: BookingTermsProps) {
  const { t, i18n } = useTranslation();
  const times = useTimes();
  const lateWords = useLateWords();
  const rule = lateRule(type, startsAt, useNow().toMillis());
  const deposit = type.deposit !== null && type.deposit.amount_minor > 0 ? type.deposit : null;
  const facts = [
    { name: t("scheduling.facts.when"), value: times.moment(startsAt, zone) },
    { name: t("scheduling.facts.service"), value: typeWords(type, i18n.language).name },
    { name: t("scheduling.facts.vet"), value: veterinarian },
    {
      name: t("scheduling.facts.price"),
      value: <span className="tabular">{priceText(type.price, i18n.language)}</span>,
    },
    {
      name: t("scheduling.terms.deposit"),
      value: deposit && (
        <span className="tabular">
          {t("scheduling.terms.depositWords", { amount: priceText(deposit, i18n.language) })}
        </span>
      ),
    },
    {
      name: t("scheduling.terms.place"),
      value: type.place === "in_clinic" ? null : t(`scheduling.place.${type.place}`),
    },
    {
      name: t("scheduling.terms.confirmation"),
      value: type.is_confirmation_needed && t("scheduling.terms.confirmationWords"),
    },
    { name: t("scheduling.terms.cancelling"), value: rule && lateWords(rule, zone) },
  ].filter(({ value }) => Boolean(value));
  return <Facts facts={facts} />;
}
