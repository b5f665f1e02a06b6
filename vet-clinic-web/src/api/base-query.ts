/**
 * How requests leave: token, language and idempotency key on; problems off. Reads are retried when the platform is briefly away;
 * writes too, because their key makes a repeat harmless. One expired token is replaced without the reader noticing.
 */
import { fetchBaseQuery, type BaseQueryFn, type FetchArgs } from "@reduxjs/toolkit/query/react";
import i18next from "i18next";

import { getConfig } from "@/config/config";

import { problemFrom, type Problem } from "./problem";
import { currentToken } from "./token";

const ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 5;

const waits = { base: 400 };

/** Tests do not wait. */
export function setRetryWait(milliseconds: number): void {
  waits.base = milliseconds;
}

/** `status=a&status=b`, as the API reads lists. */
function repeatLists(params: Record<string, unknown>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== undefined && each !== null)
      .map((each) => [name, String(each)]),
  );
  return new URLSearchParams(pairs).toString();
}

const send: BaseQueryFn<FetchArgs & { token: string | null }, unknown, Problem> = async (
  { token, ...args },
  api,
  extra,
) => {
  const query = fetchBaseQuery({
    baseUrl: getConfig().apiUrl,
    timeout: 20_000,
    paramsSerializer: repeatLists,
    prepareHeaders: (headers) => {
      if (token !== null) headers.set("Authorization", `Bearer ${token}`);
      headers.set("Accept-Language", i18next.language);
      return headers;
    },
  });
  const { data, error, meta } = await query(args, api, extra);
  return error === undefined ? { data } : { error: problemFrom(error, meta) };
};

function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 502 || problem.status === 503 || problem.status === 504;
}

function pause(problem: Problem, attempt: number): Promise<void> {
  const asked = Math.min(problem.retryAfterSeconds ?? 0, LONGEST_WAIT_SECONDS) * (waits.base / 400) * 1000;
  return new Promise((done) => setTimeout(done, Math.max(asked, waits.base * 2 ** attempt)));
}

/** A request as the generated endpoints write it: headers that were not given are null or undefined. */
export type Wish = Omit<FetchArgs, "headers"> & { headers?: Record<string, string | null | undefined> };

function withHeaders(wish: Wish): FetchArgs {
  const given = Object.entries(wish.headers ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const headers = Object.fromEntries(given);
  if (wish.method?.toUpperCase() === "POST") headers["Idempotency-Key"] ??= crypto.randomUUID();
  return { ...wish, headers };
}

export const baseQuery: BaseQueryFn<string | Wish, unknown, Problem> = async (wish, api, extra) => {
  const args = withHeaders(typeof wish === "string" ? { url: wish } : wish);
  let token = await currentToken();
  let isRenewed = false;
  for (let attempt = 0; ; attempt += 1) {
    const answer = await send({ ...args, token }, api, extra);
    const problem = answer.error;
    if (problem === undefined) return answer;
    if (problem.status === 401 && token !== null && !isRenewed) {
      isRenewed = true;
      token = await currentToken({ isFresh: true });
    } else if (isPassing(problem) && attempt < ATTEMPTS - 1 && navigator.onLine && !api.signal.aborted) {
      await pause(problem, attempt);
    } else {
      return answer;
    }
  }
};
