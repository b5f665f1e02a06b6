/** What somebody is typing, once they pause: a question per word instead of one per letter. */
import { useEffect, useState } from "react";

const PAUSE_MS = 250;

export function useSettled<V>(value: V): V {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
