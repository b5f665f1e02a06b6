/** The one API slice. Endpoints are generated from openapi.json; each domain adds its tags beside its own screens. */
import { createApi } from "@reduxjs/toolkit/query/react";
import { baseQuery } from "./base-query";

const TAGS = [
  "Me",
  "Device",
  "Consent",
  "Copy",
  "Erasure",
  "Clinic",
  "Pet",
  "PetOwner",
  "PetShare",
  "PetAccess",
  "AppointmentType",
  "Slot",
  "Hold",
  "Appointment",
  "Waitlist",
  "Feed",
] as const;

export const api = createApi({
  reducerPath: "api",
  baseQuery,
  tagTypes: TAGS,
  refetchOnFocus: true,
  refetchOnReconnect: true,
  keepUnusedDataFor: 300,
  endpoints: () => ({}),
});

export type Tag = (typeof TAGS)[number];
