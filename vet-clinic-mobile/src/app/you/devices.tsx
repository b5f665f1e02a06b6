import { Devices } from "@/identity/screens/devices";
import { useGoBack } from "@/shell/navigation";

export default function DevicesRoute() {
  return <Devices onBack={useGoBack()} />;
}
