import { useLocalSearchParams } from "expo-router";
import { Booked } from "@/scheduling/screens/booked";
import { useLeaveFor } from "@/shell/navigation";

export default function BookedRoute() {
  const leaveFor = useLeaveFor();
  const { appointmentId } = useLocalSearchParams<{ appointmentId: string }>();
  return (
    <Booked
      appointmentId={appointmentId}
      onSeeVisit={() => leaveFor(`/visits/${appointmentId}`)}
      onDone={() => leaveFor("/")}
    />
  );
}
