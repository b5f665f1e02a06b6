/** A booking on its way is an address: every answer so far stands in the query, so back, reload and sign-in lose nothing. */
export type BookingAnswers = {
  type: string | null;
  /** A veterinarian's id, or "any". */
  vet: string | null;
  day: string | null;
  /** The chosen start, an instant. */
  at: string | null;
  /** A start that was taken by somebody else. */
  taken: string | null;
  pet: string | null;
  /** The appointment, once it is booked. */
  booked: string | null;
};

const NAMES = [
  "type",
  "vet",
  "day",
  "at",
  "taken",
  "pet",
  "booked",
] as const satisfies readonly (keyof BookingAnswers)[];

export function answersIn(params: URLSearchParams): BookingAnswers {
  return Object.fromEntries(NAMES.map((name) => [name, params.get(name)])) as BookingAnswers;
}

/** The query for these answers with some of them changed; null takes one out. */
export function queryWith(answers: BookingAnswers, change: Partial<BookingAnswers>): string {
  const params = new URLSearchParams();
  const all = { ...answers, ...change };
  for (const name of NAMES) if (all[name] !== null) params.set(name, all[name]);
  return `?${params.toString()}`;
}

export type BookingStage = "service" | "vet" | "time" | "details" | "done";

export function stageOf(answers: BookingAnswers): BookingStage {
  if (answers.booked !== null) return "done";
  if (answers.type === null) return "service";
  if (answers.vet === null) return "vet";
  return answers.at === null ? "time" : "details";
}
