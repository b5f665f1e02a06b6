/** Every failure of a call in one shape: the API's problem+json, or our own code when no answer was to be had. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export interface Problem {
  /** Zero when there was no answer. */
  status: number;
  /** Stable, for choosing words: "scheduling.slot_taken", "client.offline". */
  code: string;
  detail: string | null;
  traceId: string | null;
  retryAfterSeconds: number | null;
  fields: readonly FieldProblem[];
  /** What else the API said about it, such as the `reason` of scheduling.not_offered. */
  params: Readonly<Record<string, unknown>>;
}

const KNOWN_MEMBERS = new Set([
  "type",
  "title",
  "status",
  "code",
  "detail",
  "instance",
  "trace_id",
  "errors",
]);

export function problemFromReply(status: number, body: unknown, headers?: Headers): Problem {
  const said = isRecord(body) ? body : {};
  const retryAfter = Number(headers?.get("retry-after"));
  return {
    status,
    code: typeof said.code === "string" ? said.code : `client.status_${status}`,
    detail: typeof said.detail === "string" ? said.detail : null,
    traceId: typeof said.trace_id === "string" ? said.trace_id : null,
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    fields: Array.isArray(said.errors) ? said.errors.filter(isFieldProblem) : [],
    params: Object.fromEntries(Object.entries(said).filter(([name]) => !KNOWN_MEMBERS.has(name))),
  };
}

/** No answer at all: the connection failed, or took too long, or what came could not be read. */
export function problemWithoutReply(
  code: "client.offline" | "client.timeout" | "client.unreadable",
): Problem {
  return { status: 0, code, detail: null, traceId: null, retryAfterSeconds: null, fields: [], params: {} };
}

export function isProblem(error: unknown): error is Problem {
  return (
    isRecord(error) && typeof error.code === "string" && typeof error.status === "number" && "fields" in error
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.pointer === "string" && typeof value.code === "string";
}
