/** Clinics' endpoints with their tags. */
import {
  generatedApi,
  type ClinicOut,
  type ClinicSummaryOut,
  type VeterinarianOut,
} from "@/api/generated.gen";

const clinicsApi = generatedApi.enhanceEndpoints({
  endpoints: {
    listClinics: { providesTags: ["Clinic"] },
    getClinic: { providesTags: ["Clinic"] },
    listVeterinarians: { providesTags: ["Clinic"] },
  },
});

export type Clinic = ClinicOut;
export type ClinicSummary = ClinicSummaryOut;
export type Veterinarian = VeterinarianOut;

export const { useListClinicsQuery, useGetClinicQuery, useListVeterinariansQuery } = clinicsApi;
