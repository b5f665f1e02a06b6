import { useLocalSearchParams } from "expo-router";
import { EditPet } from "@/pets/screens/edit-pet";
import { useGoBack } from "@/shell/navigation";

export default function EditPetRoute() {
  const goBack = useGoBack();
  const { petId } = useLocalSearchParams<{ petId: string }>();
  return <EditPet petId={petId} onSaved={goBack} onBack={goBack} />;
}
