/** The present, as a value that ticks. */
import { DateTime } from "luxon";
import { useEffect, useState } from "react";

export function useNow(everyMilliseconds: number): DateTime {
  const [now, setNow] = useState(() => DateTime.utc());
  useEffect(() => {
    const timer = setInterval(() => setNow(DateTime.utc()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
