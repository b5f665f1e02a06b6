import { useLocalSearchParams } from "expo-router";
import { useGetMeQuery } from "@/identity/api";
import { PetPeople } from "@/pets/screens/pet-people";
import { useGoBack, useLeaveFor } from "@/shell/navigation";

export default function PetPeopleRoute() {
  const goBack = useGoBack();
  const leaveFor = useLeaveFor();
  const { petId } = useLocalSearchParams<{ petId: string }>();
  const { data: me } = useGetMeQuery();
  return <PetPeople petId={petId} myId={me?.id} onLeft={() => leaveFor("/")} onBack={goBack} />;
}
