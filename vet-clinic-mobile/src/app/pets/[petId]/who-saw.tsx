import { useLocalSearchParams } from "expo-router";
import { WhoSaw } from "@/pets/screens/who-saw";
import { useGoBack } from "@/shell/navigation";

export default function WhoSawRoute() {
  const goBack = useGoBack();
  const { petId } = useLocalSearchParams<{ petId: string }>();
  return <WhoSaw petId={petId} onBack={goBack} />;
}
