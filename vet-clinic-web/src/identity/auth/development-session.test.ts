import { http, HttpResponse } from "msw";

import { SIGN_IN, server, tokenUntil } from "@/testing/server";

import { DevelopmentSession } from "./development-session";

function countTokens(status = 200) {
  const origins: (string | null)[] = [];
  server.use(
    http.post(`${SIGN_IN}/v1/client/sessions/:id/tokens`, ({ params }) => {
      origins.push(String(params["id"]));
      return status === 200
        ? HttpResponse.json({ jwt: tokenUntil(Date.now() + 60_000, String(origins.length)) })
        : new HttpResponse(null, { status });
    }),
  );
  return origins;
}

function make(onEnded = vi.fn()) {
  return { session: new DevelopmentSession(SIGN_IN, onEnded), onEnded };
}

beforeEach(() => {
  history.replaceState(null, "", "/clinics/c/book?type=t#vet_dev_session=sess_42");
});

test("the session is taken from the address bar and removed from it, the rest stays", () => {
  const { session } = make();
  session.adoptFromAddressBar();
  expect(session.id).toBe("sess_42");
  expect(location.pathname + location.search + location.hash).toBe("/clinics/c/book?type=t");
});

test("a token is reused until shortly before it ends", async () => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ["Date"] });
  const asked = countTokens();
  const { session } = make();
  session.adoptFromAddressBar();
  const first = await session.getToken({ isFresh: false });
  vi.setSystemTime(1_000_000 + 44_000);
  expect(await session.getToken({ isFresh: false })).toBe(first);
  vi.setSystemTime(1_000_000 + 46_000);
  expect(await session.getToken({ isFresh: false })).not.toBe(first);
  expect(asked).toEqual(["sess_42", "sess_42"]);
});

test("many who ask at once share one request", async () => {
  const asked = countTokens();
  const { session } = make();
  session.adoptFromAddressBar();
  await Promise.all([1, 2, 3].map(() => session.getToken({ isFresh: true })));
  expect(asked).toHaveLength(1);
});

test("a session that ended elsewhere is forgotten", async () => {
  countTokens(401);
  const { session, onEnded } = make();
  session.adoptFromAddressBar();
  expect(await session.getToken({ isFresh: false })).toBeNull();
  expect(onEnded).toHaveBeenCalledOnce();
  expect(session.id).toBeNull();
});

test("an outage of the sign-in does not sign out", async () => {
  countTokens(503);
  const { session, onEnded } = make();
  session.adoptFromAddressBar();
  await expect(session.getToken({ isFresh: false })).rejects.toThrow("503");
  expect(onEnded).not.toHaveBeenCalled();
  expect(session.id).toBe("sess_42");
});

test("signing out ends the session there and here", async () => {
  const ended: string[] = [];
  server.use(
    http.post(`${SIGN_IN}/v1/client/sessions/:id/end`, ({ params }) => {
      ended.push(String(params["id"]));
      return HttpResponse.json({});
    }),
  );
  const { session } = make();
  session.adoptFromAddressBar();
  await session.end();
  expect(ended).toEqual(["sess_42"]);
  expect(await session.getToken({ isFresh: true })).toBeNull();
});

test("the way to the sign-in page carries the way back", () => {
  const { session } = make();
  expect(session.signInAddress("http://localhost/my?a=1&b=2")).toBe(
    `${SIGN_IN}/sign-in?redirect_url=http%3A%2F%2Flocalhost%2Fmy%3Fa%3D1%26b%3D2`,
  );
});
