import { MyData } from "@/identity/screens/my-data";
import { useGoBack } from "@/shell/navigation";

export default function MyDataRoute() {
  return <MyData onBack={useGoBack()} />;
}
