/** Errors as the app speaks of them: an RFC 9457 problem from the API, or one of our own when no answer came at all. */
import type { FetchBaseQueryError, FetchBaseQueryMeta } from "@reduxjs/toolkit/query";

export type FieldProblem = { pointer: string; code: string; detail: string };

export type Problem = {
  /** HTTP status, or 0 when there was no answer. */
  status: number;
  code: string;
  title: string;
  detail: string | null;
  traceId: string | null;
  retryAfterSeconds: number | null;
  fields: readonly FieldProblem[];
  /** Whatever else the problem says, such as `reason` of "scheduling.not_offered". */
  params: Readonly<Record<string, unknown>>;
};

const KNOWN = new Set(["type", "title", "status", "code", "detail", "instance", "trace_id", "errors"]);

function asText(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function asFields(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: Record<string, unknown>) => ({
    pointer: asText(entry["pointer"]) ?? "",
    code: asText(entry["code"]) ?? "",
    detail: asText(entry["detail"]) ?? "",
  }));
}

function withoutAnswer(code: string): Problem {
  return {
    status: 0,
    code,
    title: code,
    detail: null,
    traceId: null,
    retryAfterSeconds: null,
    fields: [],
    params: {},
  };
}

export function problemFrom(error: FetchBaseQueryError, meta: FetchBaseQueryMeta | undefined): Problem {
  if (error.status === "FETCH_ERROR" || error.status === "TIMEOUT_ERROR") {
    return withoutAnswer(navigator.onLine ? "client.unreachable" : "client.offline");
  }
  const status = error.status === "PARSING_ERROR" ? error.originalStatus : (error.status as number);
  const body = (typeof error.data === "object" && error.data !== null ? error.data : {}) as Record<
    string,
    unknown
  >;
  const retryAfter = Number(meta?.response?.headers.get("Retry-After") ?? Number.NaN);
  return {
    status,
    code: asText(body["code"]) ?? "client.unexpected_answer",
    title: asText(body["title"]) ?? `HTTP ${status}`,
    detail: asText(body["detail"]),
    traceId: asText(body["trace_id"]),
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
    fields: asFields(body["errors"]),
    params: Object.fromEntries(Object.entries(body).filter(([name]) => !KNOWN.has(name))),
  };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "fields" in value;
}

/** Did the API refuse with this code? Works on whatever a mutation threw. */
export function hasCode(value: unknown, ...codes: string[]): value is Problem {
  return isProblem(value) && codes.includes(value.code);
}

/** Does the address lead to nothing? True for what does not exist, and for an id in the path that is none. */
export function isNowhere(value: unknown): boolean {
  if (!isProblem(value)) return false;
  return value.status === 404 || value.fields.some(({ pointer }) => pointer.startsWith("path:"));
}
