import { useRouter } from "expo-router";
import { AddPet } from "@/pets/screens/add-pet";
import { useGoBack } from "@/shell/navigation";

export default function AddPetRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  return (
    <AddPet
      onAdded={(petId) => (router.canGoBack() ? router.back() : router.replace(`/pets/${petId}`))}
      onBack={goBack}
    />
  );
}
