import { Details } from "@/identity/screens/details";
import { useGoBack } from "@/shell/navigation";

export default function DetailsRoute() {
  const goBack = useGoBack();
  return <Details onSaved={goBack} onBack={goBack} />;
}
