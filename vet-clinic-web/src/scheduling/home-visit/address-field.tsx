/** Where to come to, for a visit at the pet's home. */
import { useTranslation } from "react-i18next";

import type { AppointmentTypeOut } from "@/api/generated.gen";
import { TextArea } from "@/design/field";

const LONGEST = 300;

/** A visit at home that nobody could find. */
export function isAddressMissing(place: AppointmentTypeOut["place"] | undefined, address: string): boolean {
  return place === "home_visit" && address.trim() === "";
}

/** What is sent: nothing unless the visit is at home. */
export function addressOf(place: AppointmentTypeOut["place"] | undefined, address: string) {
  return place === "home_visit" ? { visit_address: address.trim() } : {};
}

export type AddressFieldProps = {
  value: string;
  onChange: (address: string) => void;
  /** Say what is missing. */
  isAsked: boolean;
  /** For whoever writes it down for the owner. */
  hint?: string;
};

export function AddressField({ value, onChange, isAsked, hint }: AddressFieldProps) {
  const { t } = useTranslation();
  return (
    <TextArea
      label={t("scheduling.homeVisit.where")}
      hint={hint ?? t("scheduling.homeVisit.hint")}
      rows={3}
      maxLength={LONGEST}
      autoComplete="street-address"
      required
      error={isAsked && value.trim() === "" ? t("scheduling.homeVisit.needed") : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
