import { useRouter } from "expo-router";
import { Visits } from "@/scheduling/screens/visits";

export default function VisitsRoute() {
  const router = useRouter();
  return <Visits onOpen={(id) => router.push(`/visits/${id}`)} onBook={() => router.push("/book")} />;
}
