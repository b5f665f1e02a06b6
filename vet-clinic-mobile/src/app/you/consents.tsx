import { Consents } from "@/identity/screens/consents";
import { useGoBack } from "@/shell/navigation";

export default function ConsentsRoute() {
  return <Consents onBack={useGoBack()} />;
}
