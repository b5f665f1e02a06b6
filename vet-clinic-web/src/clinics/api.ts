/** Clinics and who works as a vet in them. Hooks with their cache tags. */
import { generated } from "@/api/generated.gen";

export const clinicsApi = generated.enhanceEndpoints({
  endpoints: {
    listClinics: { providesTags: [{ type: "clinics", id: "list" }] },
    getClinic: { providesTags: (_, __, { clinicId }) => [{ type: "clinics", id: clinicId }] },
    listVeterinarians: { providesTags: [{ type: "clinics", id: "veterinarians" }] },
  },
});

export const { useListClinicsQuery, useGetClinicQuery, useListVeterinariansQuery } = clinicsApi;
