/** Clinics' endpoints with their tags. */
import {
  generatedApi,
  type ClinicOut,
  type ClinicSummaryOut,
  type ListClinicsApiResponse,
  type Species,
  type VeterinarianOut,
} from "@/api/generated.gen";

const PAGE_SIZE = 30;

const tagged = generatedApi.enhanceEndpoints({
  endpoints: {
    getClinic: { providesTags: ["Clinic"] },
    listVeterinarians: { providesTags: ["Clinic"] },
  },
});

const clinicsApi = tagged.injectEndpoints({
  endpoints: (build) => ({
    /** Clinics by name or place, a page at a time. */
    findClinics: build.infiniteQuery<
      ListClinicsApiResponse,
      { words: string; species: Species | undefined },
      string | null
    >({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: (page) => page.next ?? undefined },
      query: ({ queryArg: { words, species }, pageParam }) => ({
        url: "/v1/clinics",
        params: { q: words === "" ? null : words, species, limit: PAGE_SIZE, after: pageParam },
      }),
      providesTags: ["Clinic"],
    }),
  }),
});

export type Clinic = ClinicOut;
export type ClinicSummary = ClinicSummaryOut;
export type Veterinarian = VeterinarianOut;

export const { useFindClinicsInfiniteQuery, useGetClinicQuery, useListVeterinariansQuery } = clinicsApi;
