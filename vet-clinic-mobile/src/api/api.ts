/** The one API slice. Endpoints are generated from openapi.json; each domain adds its tags beside its own screens. */
import { createApi } from "@reduxjs/toolkit/query/react";
import { baseQuery } from "./base-query";

export const api = createApi({
  reducerPath: "api",
  baseQuery,
  tagTypes: ["Me", "Clinic", "Pet", "AppointmentType", "Slot", "Hold", "Appointment"],
  refetchOnFocus: true,
  refetchOnReconnect: true,
  keepUnusedDataFor: 300,
  endpoints: () => ({}),
});

export type Tag = "Me" | "Clinic" | "Pet" | "AppointmentType" | "Slot" | "Hold" | "Appointment";
