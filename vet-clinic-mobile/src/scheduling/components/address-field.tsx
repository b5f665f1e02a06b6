/** Where to come to, for a visit at the pet's home. */
import { useTranslation } from "react-i18next";
import { Field } from "@/design/field";
import type { Service } from "../api";

const LONGEST_ADDRESS = 300;

interface AddressFieldProps {
  address: string;
  /** Somebody tried to go on without it. */
  isPressing: boolean;
  onAddress: (address: string) => void;
}

export function AddressField({ address, isPressing, onAddress }: AddressFieldProps) {
  const { t } = useTranslation("scheduling");
  return (
    <Field
      label={t("home.where")}
      hint={t("home.hint")}
      error={isPressing && address.trim() === "" ? t("home.missing") : null}
      value={address}
      onChangeText={onAddress}
      maxLength={LONGEST_ADDRESS}
      autoComplete="street-address"
      multiline
    />
  );
}

/** A visit at home that nobody could find. */
export function isAddressMissing(place: Service["place"] | undefined, address: string): boolean {
  return place === "home_visit" && address.trim() === "";
}

/** As the API takes it: only a visit at home has an address. */
export function givenAddress(place: Service["place"] | undefined, address: string) {
  return place === "home_visit" ? { visit_address: address.trim() } : {};
}
