import { useLocalSearchParams, useRouter } from "expo-router";
import { MoveVisit } from "@/scheduling/screens/move-visit";
import { useGoBack } from "@/shell/navigation";

export default function MoveVisitRoute() {
  const router = useRouter();
  const goBack = useGoBack();
  const { appointmentId } = useLocalSearchParams<{ appointmentId: string }>();
  return (
    <MoveVisit
      appointmentId={appointmentId}
      onMoved={() =>
        router.dismissTo({ pathname: "/visits/[appointmentId]", params: { appointmentId, moved: "yes" } })
      }
      onBack={goBack}
    />
  );
}
