/**
 * One call to the API: address, token, request id, and a key that makes a repeated POST harmless. A refused token is renewed
 * once; a lost connection is tried again, since reads change nothing and writes carry their key.
 */
import { fetchBaseQuery, type BaseQueryApi, type BaseQueryFn, type FetchArgs } from "@reduxjs/toolkit/query";
import { randomUUID } from "expo-crypto";
import { problemFromReply, problemWithoutReply, type Problem } from "./problem";
import type { TokenDesk } from "./token-desk";

export interface ApiConnection {
  apiUrl: string;
  tokens: TokenDesk;
  locale: () => string;
}

const TIMEOUT_MILLISECONDS = 15_000;
const PAUSES_MILLISECONDS = [400, 1_200];

const rawQuery = fetchBaseQuery({ baseUrl: "", timeout: TIMEOUT_MILLISECONDS, paramsSerializer: queryText });

/** Lists repeat their name; what is not given is left out. */
export function queryText(params: Record<string, unknown>): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) text.append(name, String(one));
    }
  }
  return text.toString();
}

/** What generated endpoints ask for: header parameters nobody set arrive as null or undefined. */
export type ApiCall = Omit<FetchArgs, "headers"> & { headers?: Record<string, string | null | undefined> };

type PreparedCall = FetchArgs & { headers: Headers };

export const baseQuery: BaseQueryFn<string | ApiCall, unknown, Problem> = async (asked, api, options) => {
  const connection = (api.extra as { connection: ApiConnection }).connection;
  const call = prepare(typeof asked === "string" ? { url: asked } : asked, connection);

  let token = await tokenOrNull(connection);
  let outcome = await attempt(call, token, api, options);
  if (outcome.error?.status === 401 && token !== null) {
    token = await tokenOrNull(connection, true);
    outcome = await attempt(call, token, api, options);
    if (outcome.error?.status === 401) connection.tokens.refused();
  }
  for (const pause of PAUSES_MILLISECONDS) {
    if (outcome.error?.code !== "client.offline" || api.signal.aborted) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    outcome = await attempt(call, token, api, options);
  }
  return outcome;
};

/** The same key on every try of one call, so that the API answers a repetition with the first reply. */
function prepare(call: ApiCall, { apiUrl, locale }: ApiConnection): PreparedCall {
  const headers = new Headers();
  for (const [name, value] of Object.entries(call.headers ?? {})) {
    if (typeof value === "string") headers.set(name, value);
  }
  headers.set("x-request-id", randomUUID());
  headers.set("accept-language", locale());
  const isPost = call.method?.toUpperCase() === "POST";
  if (isPost && !headers.has("idempotency-key")) headers.set("idempotency-key", randomUUID());
  return { ...call, url: `${apiUrl}${call.url}`, headers };
}

async function tokenOrNull({ tokens }: ApiConnection, fresh = false): Promise<string | null> {
  try {
    return await tokens.token({ fresh });
  } catch {
    // The sign-in server is out of reach. Public pages still work; others answer 401 and say so.
    return null;
  }
}

type Outcome = { data: unknown; error?: undefined } | { error: Problem; data?: undefined };

async function attempt(
  call: PreparedCall,
  token: string | null,
  api: BaseQueryApi,
  options: Record<string, unknown>,
): Promise<Outcome> {
  const headers = new Headers(call.headers);
  if (token !== null) headers.set("authorization", `Bearer ${token}`);
  const { data, error, meta } = await rawQuery({ ...call, headers }, api, options);
  if (error === undefined) return { data: data ?? null };
  if (error.status === "FETCH_ERROR") return { error: problemWithoutReply("client.offline") };
  if (error.status === "TIMEOUT_ERROR") return { error: problemWithoutReply("client.timeout") };
  if (error.status === "PARSING_ERROR") {
    return {
      error:
        error.originalStatus >= 400
          ? problemFromReply(error.originalStatus, null)
          : problemWithoutReply("client.unreadable"),
    };
  }
  if (error.status === "CUSTOM_ERROR") return { error: problemWithoutReply("client.unreadable") };
  return { error: problemFromReply(error.status, error.data, meta?.response?.headers) };
}
