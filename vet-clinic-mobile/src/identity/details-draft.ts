/** The person's details while they are being typed, and what the API wants of them. */
import type { DateTime } from "luxon";
import type { MePatch } from "@/api/generated.gen";
import { readTypedDay, typedDay } from "@/time/typed-day";
import type { Me } from "./api";

export interface DetailsDraft {
  givenName: string;
  familyName: string;
  phone: string;
  address: string;
  bornOn: string;
}

export type DetailsError = "name_missing" | "phone_invalid" | "born_invalid" | "born_later";
export type DetailsErrors = Partial<Record<keyof DetailsDraft, DetailsError>>;

const PHONE = /^\+?[\d\s()/.-]{5,30}$/;

export function draftOf(me: Me): DetailsDraft {
  return {
    givenName: me.given_name,
    familyName: me.family_name,
    phone: me.phone ?? "",
    address: me.address ?? "",
    bornOn: me.born_on === null ? "" : typedDay(me.born_on),
  };
}

/** Only what differs from what is known, or what is wrong with which field. An emptied field is taken back. */
export function readDetails(
  draft: DetailsDraft,
  me: Me,
  today: DateTime,
): { changes: MePatch } | { errors: DetailsErrors } {
  const errors: DetailsErrors = {};
  const phone = draft.phone.trim();
  const born = draft.bornOn.trim() === "" ? null : readTypedDay(draft.bornOn);
  if (draft.givenName.trim() === "") errors.givenName = "name_missing";
  if (draft.familyName.trim() === "") errors.familyName = "name_missing";
  if (phone !== "" && !PHONE.test(phone)) errors.phone = "phone_invalid";
  if (born === null && draft.bornOn.trim() !== "") errors.bornOn = "born_invalid";
  const bornOn = born?.toISODate() ?? null;
  if (bornOn !== null && bornOn > (today.toISODate() ?? "")) errors.bornOn = "born_later";
  if (Object.keys(errors).length > 0) return { errors };
  const wanted: MePatch = {
    given_name: draft.givenName.trim(),
    family_name: draft.familyName.trim(),
    phone: phone === "" ? null : phone,
    address: draft.address.trim() === "" ? null : draft.address.trim(),
    born_on: bornOn,
  };
  const differs = ([name, value]: [string, unknown]) => value !== me[name as keyof Me];
  return { changes: Object.fromEntries(Object.entries(wanted).filter(differs)) as MePatch };
}
