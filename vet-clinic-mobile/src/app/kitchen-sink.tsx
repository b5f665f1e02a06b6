import { KitchenSink } from "@/shell/kitchen-sink/kitchen-sink";

/** Every primitive in every state. Shut in production by the root layout. */
export default function KitchenSinkRoute() {
  return <KitchenSink />;
}
