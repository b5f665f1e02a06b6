import { FakeSocket } from "@/testing/fake-socket";

import { RealtimeClient, type RealtimeOptions } from "./client";

const EVENT = {
  type: "event",
  id: "7-0",
  event: "scheduling.appointment_booked",
  at: "2026-03-02T09:00:00Z",
  clinic_id: "c",
  data: {},
};

function start(more: Partial<RealtimeOptions> = {}) {
  const options = {
    url: "ws://api.test/v1/realtime",
    getToken: vi.fn(({ isFresh }: { isFresh: boolean }) =>
      Promise.resolve<string | null>(isFresh ? "fresh" : "cached"),
    ),
    onEvent: vi.fn(),
    onReset: vi.fn(),
    onState: vi.fn(),
    ...more,
  };
  const client = new RealtimeClient(options);
  client.start();
  return { client, ...options };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

async function live(after: string | null = "5-0") {
  await settle();
  FakeSocket.last.serverOpens();
  FakeSocket.last.serverSays({ type: "ready", id: after });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
});

test("the first message signs in, without a place to resume from", async () => {
  start();
  await settle();
  expect(FakeSocket.last.protocol).toBe("vet.realtime.v1");
  expect(FakeSocket.last.sent).toEqual([]);
  FakeSocket.last.serverOpens();
  expect(FakeSocket.last.sent).toEqual([{ type: "authenticate", token: "cached", after: null }]);
});

test("after a break it resumes after the last event seen", async () => {
  const { onEvent, onReset } = start();
  await live();
  FakeSocket.last.serverSays(EVENT);
  expect(onEvent).toHaveBeenCalledWith(EVENT);
  FakeSocket.last.serverCloses(1006);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.serverOpens();
  expect(FakeSocket.all).toHaveLength(2);
  expect(FakeSocket.last.sent).toEqual([{ type: "authenticate", token: "cached", after: "7-0" }]);
  expect(onReset).not.toHaveBeenCalled();
});

test("without any event it resumes from where it became live", async () => {
  start();
  await live("5-0");
  FakeSocket.last.serverCloses(1006);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.serverOpens();
  expect(FakeSocket.last.sent[0]).toMatchObject({ after: "5-0" });
});

test("it waits twice as long after each failure, and from the start again once it was live", async () => {
  start();
  await settle();
  const waits: number[] = [];
  for (const wait of [500, 1000, 2000]) {
    const before = FakeSocket.all.length;
    FakeSocket.last.serverCloses(1006);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(FakeSocket.all).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(before + 1);
    waits.push(wait);
  }
  expect(waits).toEqual([500, 1000, 2000]);
  await live();
  FakeSocket.last.serverCloses(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all).toHaveLength(5);
});

test("it never waits longer than half a minute", async () => {
  start();
  await settle();
  for (let failure = 0; failure < 12; failure += 1) {
    FakeSocket.last.serverCloses(1006);
    await vi.advanceTimersByTimeAsync(30_000);
  }
  expect(FakeSocket.all).toHaveLength(13);
});

test("a refused token is replaced by a fresh one", async () => {
  const { getToken } = start();
  await live();
  FakeSocket.last.serverCloses(4401);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.serverOpens();
  expect(getToken).toHaveBeenLastCalledWith({ isFresh: true });
  expect(FakeSocket.last.sent[0]).toMatchObject({ token: "fresh" });
});

test("when a role ends, the line is opened anew at once and everything is asked for again", async () => {
  const { onReset, getToken } = start();
  await live();
  FakeSocket.last.serverCloses(4403);
  await settle();
  FakeSocket.last.serverOpens();
  expect(FakeSocket.all).toHaveLength(2);
  expect(onReset).toHaveBeenCalledOnce();
  expect(getToken).toHaveBeenLastCalledWith({ isFresh: false });
});

test("the minute-long token is renewed on the open line", async () => {
  start();
  await live();
  for (let step = 0; step < 2; step += 1) {
    FakeSocket.last.serverSays({ type: "ping" });
    await vi.advanceTimersByTimeAsync(22_500);
  }
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "authenticate", token: "fresh", after: "5-0" });
});

test("a reset asks for everything again", async () => {
  const { onReset } = start();
  await live();
  FakeSocket.last.serverSays({ type: "reset" });
  expect(onReset).toHaveBeenCalledOnce();
});

test("silence is taken for a dead line", async () => {
  const { onState } = start({ getToken: vi.fn().mockResolvedValueOnce("cached").mockResolvedValue(null) });
  await live();
  await vi.advanceTimersByTimeAsync(74_999);
  expect(onState).toHaveBeenLastCalledWith("live");
  await vi.advanceTimersByTimeAsync(1);
  expect(onState).toHaveBeenLastCalledWith("waiting");
});

test("coming back online reconnects at once", async () => {
  start();
  await live();
  FakeSocket.last.serverCloses(1006);
  window.dispatchEvent(new Event("online"));
  await settle();
  expect(FakeSocket.all).toHaveLength(2);
});

test("stopped means stopped", async () => {
  const { client, onState, onEvent } = start();
  await live();
  const socket = FakeSocket.last;
  client.stop();
  socket.serverSays(EVENT);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(onEvent).not.toHaveBeenCalled();
  expect(onState).toHaveBeenLastCalledWith("off");
});
