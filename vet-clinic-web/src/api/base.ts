/** The one RTK Query api. Endpoints are generated into it from openapi.json; each domain adds its tags in its own `api.ts`. */
import { createApi } from "@reduxjs/toolkit/query/react";

import { baseQuery } from "./base-query";

export const TAGS = ["identity", "clinics", "pets", "scheduling"] as const;

export const api = createApi({
  reducerPath: "api",
  baseQuery,
  tagTypes: TAGS,
  endpoints: () => ({}),
  refetchOnReconnect: true,
  keepUnusedDataFor: 120,
});
