import type { BaseQueryApi } from "@reduxjs/toolkit/query";
import { FakeApi, problem } from "@/testing/fake-api";
import { baseQuery, queryText, type ApiCall } from "./base-query";
import { TokenDesk } from "./token-desk";

let server: FakeApi;
let tokens: TokenDesk;
let refused: jest.Mock;
let token: jest.Mock;

beforeEach(() => {
  server = new FakeApi();
  server.install();
  tokens = new TokenDesk();
  refused = jest.fn();
  token = jest.fn(async ({ fresh } = { fresh: false }) => (fresh ? "second" : "first"));
  tokens.use({ token, onRefused: refused });
});

function ask(call: ApiCall) {
  const connection = { apiUrl: "http://api.test", tokens, locale: () => "de" };
  const api = { extra: { connection }, signal: new AbortController().signal } as unknown as BaseQueryApi;
  return baseQuery(call, api, {});
}

/** The network loses the first `count` calls after they have reached the server. */
function loseFirst(count: number) {
  const deliver = globalThis.fetch;
  let lost = 0;
  globalThis.fetch = (async (...call: Parameters<typeof fetch>) => {
    const reply = await deliver(...call);
    if (lost++ < count) throw new TypeError("Network request failed");
    return reply;
  }) as typeof fetch;
}

test("a call carries the token, the language and a request id", async () => {
  server.on("GET", /^\/v1\/pets$/, { body: { items: [] } });
  expect(await ask({ url: "/v1/pets" })).toEqual({ data: { items: [] } });
  const [call] = server.calls;
  expect(call?.headers.get("authorization")).toBe("Bearer first");
  expect(call?.headers.get("accept-language")).toBe("de");
  expect(call?.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(call?.headers.has("idempotency-key")).toBe(false);
});

test("a write lost on the way is repeated with the same key", async () => {
  server.on("POST", /holds$/, { status: 201, body: { id: "h1" } });
  loseFirst(1);
  expect(await ask({ url: "/v1/scheduling/holds", method: "POST", body: {} })).toEqual({
    data: { id: "h1" },
  });
  const keys = server.calls.map(({ headers }) => headers.get("idempotency-key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("two writes never share a key", async () => {
  server.on("POST", /holds$/, { status: 201, body: {} });
  await ask({ url: "/v1/scheduling/holds", method: "POST", body: {} });
  await ask({ url: "/v1/scheduling/holds", method: "POST", body: {} });
  expect(new Set(server.calls.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(2);
});

test("after three lost tries the network is to blame", async () => {
  server.on("GET", /pets/, { body: {} });
  loseFirst(9);
  const { error } = await ask({ url: "/v1/pets" });
  expect(error).toMatchObject({ status: 0, code: "client.offline" });
  expect(server.calls).toHaveLength(3);
});

test("a refused write is not repeated", async () => {
  server.on("POST", /holds$/, problem(409, "scheduling.slot_taken", { trace_id: "t1" }));
  const { error } = await ask({ url: "/v1/scheduling/holds", method: "POST", body: {} });
  expect(error).toMatchObject({ status: 409, code: "scheduling.slot_taken", traceId: "t1" });
  expect(server.calls).toHaveLength(1);
});

test("a refused token is renewed once, then the session counts as over", async () => {
  server.on("GET", /me$/, problem(401, "identity.invalid_token"));
  const { error } = await ask({ url: "/v1/identity/me" });
  expect(error).toMatchObject({ status: 401 });
  expect(server.calls.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer first",
    "Bearer second",
  ]);
  expect(refused).toHaveBeenCalledTimes(1);
});

test("a page in place of an answer is a problem of the server's", async () => {
  globalThis.fetch = (async () => new Response("<html>", { status: 502 })) as typeof fetch;
  const { error } = await ask({ url: "/v1/pets" });
  expect(error).toMatchObject({ status: 502, code: "client.status_502" });
});

test("reasons and waits come along with a problem", async () => {
  server.on("POST", /holds$/, {
    ...problem(409, "scheduling.not_offered", { reason: "closed" }),
    headers: { "retry-after": "7" },
  });
  const { error } = await ask({ url: "/v1/scheduling/holds", method: "POST", body: {} });
  expect(error).toMatchObject({ params: { reason: "closed" }, retryAfterSeconds: 7 });
});

test("lists repeat their name and what is not given is left out", () => {
  expect(queryText({ status: ["confirmed", "requested"], q: "a b", after: null, limit: undefined })).toBe(
    "status=confirmed&status=requested&q=a+b",
  );
});
