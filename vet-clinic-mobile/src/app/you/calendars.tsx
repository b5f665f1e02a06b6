import { Feeds } from "@/scheduling/screens/feeds";
import { useGoBack } from "@/shell/navigation";

export default function CalendarsRoute() {
  return <Feeds onBack={useGoBack()} />;
}
