import { useLocalSearchParams } from "expo-router";
import { useGetMeQuery } from "@/identity/api";
import { PetClinics } from "@/pets/screens/pet-clinics";
import { useGoBack } from "@/shell/navigation";

export default function PetClinicsRoute() {
  const goBack = useGoBack();
  const { petId } = useLocalSearchParams<{ petId: string }>();
  const { data: me } = useGetMeQuery();
  return <PetClinics petId={petId} myId={me?.id} onBack={goBack} />;
}
