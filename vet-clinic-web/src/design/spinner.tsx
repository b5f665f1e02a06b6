/** A small turning mark inside something that is busy; the words beside it say with what. */
import { LoaderCircle } from "lucide-react";

export function Spinner() {
  return (
    <LoaderCircle
      aria-hidden="true"
      size={18}
      className="shrink-0 motion-safe:[animation:spin_900ms_linear_infinite]"
    />
  );
}
