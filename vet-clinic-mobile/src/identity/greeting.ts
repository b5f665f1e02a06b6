/** Which greeting fits the hour of the device. */
export type Greeting = "night" | "morning" | "day" | "evening";

export function greetingAt(hour: number): Greeting {
  if (hour < 5 || hour >= 23) return "night";
  if (hour < 11) return "morning";
  return hour < 18 ? "day" : "evening";
}
