/** A value once it has stopped changing: what is typed is asked for after a breath, not per letter. */
import { useEffect, useState } from "react";

const BREATH_MILLISECONDS = 250;

export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), BREATH_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
