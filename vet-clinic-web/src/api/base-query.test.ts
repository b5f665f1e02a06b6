import { configureStore } from "@reduxjs/toolkit";
import { http, HttpResponse } from "msw";

import { at, page, problem, server } from "@/testing/server";
import { hold, PETS } from "@/testing/world";

import { api } from "./base";
import { generated } from "./generated.gen";
import { isProblem, type Problem } from "./problem";
import { registerTokenGetter } from "./token";

const HOLD = { clinic_id: "clinic-1", appointment_type_id: "type-1", starts_at: "2026-03-03T13:30:00Z" };

const makeStore = () =>
  configureStore({
    reducer: { [api.reducerPath]: api.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
  });

const listPets = () => makeStore().dispatch(generated.endpoints.listPets.initiate({}));
const holdSlot = () => makeStore().dispatch(generated.endpoints.holdSlot.initiate({ holdIn: HOLD }));

function calls(path: string, method: "get" | "post", ...answers: (() => Response)[]) {
  const seen: Request[] = [];
  server.use(
    http[method](at(path), ({ request }) => {
      seen.push(request);
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      return answer?.();
    }),
  );
  return seen;
}

test("a short outage is waited out", async () => {
  const seen = calls(
    "/pets",
    "get",
    () => problem(503, "platform.database_unavailable"),
    () => page(PETS),
  );
  expect((await listPets()).data?.items).toEqual(PETS);
  expect(seen).toHaveLength(2);
});

test("a long outage ends in its problem after three attempts", async () => {
  const seen = calls("/pets", "get", () => problem(503, "platform.database_unavailable"));
  expect((await listPets()).error).toMatchObject({
    status: 503,
    code: "platform.database_unavailable",
    traceId: "trace-1",
  });
  expect(seen).toHaveLength(3);
});

test("a repeated write carries the key of the first, another write another key", async () => {
  const seen = calls(
    "/scheduling/holds",
    "post",
    () => problem(503, "platform.database_busy"),
    () => HttpResponse.json(hold(HOLD.starts_at, HOLD.starts_at), { status: 201 }),
  );
  await holdSlot();
  await holdSlot();
  const keys = seen.map((request) => request.headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(3);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test("refusals are not repeated", async () => {
  const seen = calls("/scheduling/holds", "post", () => problem(409, "scheduling.slot_taken"));
  expect((await holdSlot()).error).toMatchObject({ status: 409, code: "scheduling.slot_taken" });
  expect(seen).toHaveLength(1);
});

test("an expired token is replaced once, unnoticed", async () => {
  const stop = registerTokenGetter(({ isFresh }) => Promise.resolve(isFresh ? "fresh" : "stale"));
  const seen = calls(
    "/pets",
    "get",
    () => problem(401, "identity.token_expired"),
    () => page(PETS),
  );
  expect((await listPets()).data?.items).toEqual(PETS);
  expect(seen.map((request) => request.headers.get("Authorization"))).toEqual([
    "Bearer stale",
    "Bearer fresh",
  ]);
  stop();
});

test("a token that stays refused is not tried for ever", async () => {
  const stop = registerTokenGetter(() => Promise.resolve("bad"));
  const seen = calls("/pets", "get", () => problem(401, "identity.invalid_token"));
  expect((await listPets()).error).toMatchObject({ status: 401 });
  expect(seen).toHaveLength(2);
  stop();
});

test("nobody signed in means no Authorization at all", async () => {
  const seen = calls("/pets", "get", () => page([]));
  await listPets();
  expect(seen[0]?.headers.has("Authorization")).toBe(false);
  expect(seen[0]?.headers.get("Accept-Language")).toBe("en");
});

test("no answer is a problem of its own kind, told apart from being offline", async () => {
  server.use(http.get(at("/pets"), () => HttpResponse.error()));
  expect((await listPets()).error).toMatchObject({ status: 0, code: "client.unreachable" });
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  expect((await listPets()).error).toMatchObject({ status: 0, code: "client.offline" });
});

test("what is not a problem document still becomes a problem", async () => {
  server.use(http.get(at("/pets"), () => new HttpResponse("<h1>Bad Gateway</h1>", { status: 418 })));
  const { error } = await listPets();
  expect(isProblem(error)).toBe(true);
  expect(error).toMatchObject({ status: 418, code: "client.unexpected_answer" });
});

test("fields, parameters and Retry-After are kept", async () => {
  server.use(
    http.get(at("/pets"), () =>
      HttpResponse.json(
        {
          code: "edge.validation",
          title: "T",
          detail: "D",
          reason: "closed",
          errors: [{ pointer: "/note", code: "too_long", detail: "Too long." }],
        },
        { status: 422, headers: { "Retry-After": "7" } },
      ),
    ),
  );
  expect((await listPets()).error).toEqual<Problem>({
    status: 422,
    code: "edge.validation",
    title: "T",
    detail: "D",
    traceId: null,
    retryAfterSeconds: 7,
    fields: [{ pointer: "/note", code: "too_long", detail: "Too long." }],
    params: { reason: "closed" },
  });
});

test("lists are repeated in the query, nothing is encoded twice", async () => {
  const seen = calls("/scheduling/appointments", "get", () => page([]));
  await makeStore().dispatch(
    generated.endpoints.listAppointments.initiate({
      status: ["confirmed", "checked_in"],
      from: "2026-03-02T00:00:00Z",
    }),
  );
  expect(new URL(seen[0]?.url ?? "").search).toBe(
    "?from=2026-03-02T00%3A00%3A00Z&status=confirmed&status=checked_in",
  );
});
