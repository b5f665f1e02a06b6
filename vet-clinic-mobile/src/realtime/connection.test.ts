import { FakeSocket } from "@/testing/fake-socket";
import {
  PROTOCOL,
  RealtimeConnection,
  realtimeUrl,
  REFRESH_MILLISECONDS,
  SILENCE_MILLISECONDS,
  type RealtimeEvent,
} from "./connection";

const EVENT = {
  type: "event",
  id: "170-0",
  event: "scheduling.appointment_booked",
  at: "2026-03-01T12:00:00Z",
  clinic_id: null,
  data: { appointment_id: "a1" },
};

let events: RealtimeEvent[];
let resets: number;
let token: jest.Mock<Promise<string | null>, [{ fresh?: boolean }?]>;
let line: RealtimeConnection;

beforeEach(() => {
  jest.useFakeTimers();
  FakeSocket.all = [];
  events = [];
  resets = 0;
  token = jest.fn(async () => "t1");
  line = new RealtimeConnection({
    url: "ws://clinic/v1/realtime",
    token,
    onEvent: (event) => events.push(event),
    onReset: () => (resets += 1),
    socket: FakeSocket.open,
    random: () => 1,
  });
  line.start();
});

afterEach(() => {
  line.stop();
  jest.useRealTimers();
});

test("the line says who it is before anything else", async () => {
  await FakeSocket.last.accept();
  expect(FakeSocket.last.protocol).toBe(PROTOCOL);
  expect(FakeSocket.last.sent).toEqual([{ type: "authenticate", token: "t1", after: null }]);
});

test("after a loss it resumes behind the last event it saw", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "160-0" });
  FakeSocket.last.say(EVENT);
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  expect(FakeSocket.all).toHaveLength(2);
  expect(FakeSocket.last.sent).toEqual([{ type: "authenticate", token: "t1", after: "170-0" }]);
  expect(events.map((event) => event.id)).toEqual(["170-0"]);
});

test("a line that heard no event resumes from where it was ready", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "160-0" });
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  expect(FakeSocket.last.sent[0]).toMatchObject({ after: "160-0" });
});

test("ready after a resume does not skip the events still to be replayed", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.say(EVENT);
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "200-0" });
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(1_000);
  await FakeSocket.last.accept();
  expect(FakeSocket.last.sent[0]).toMatchObject({ after: "170-0" });
});

test("after a reset everything is asked for again and the line resumes from where it was ready", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.say(EVENT);
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "900-0" });
  FakeSocket.last.say({ type: "reset" });
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(1_000);
  await FakeSocket.last.accept();
  expect(resets).toBe(1);
  expect(FakeSocket.last.sent[0]).toMatchObject({ after: "900-0" });
});

test("a line that came late without a place to resume from asks for everything again", async () => {
  FakeSocket.last.drop(1006);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "160-0" });
  expect(resets).toBe(1);
});

test("a line that is ready at the first try trusts what is on the screen", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.say({ type: "ready", id: "160-0" });
  expect(resets).toBe(0);
});

test("the pauses between tries grow and end at half a minute", () => {
  const pauses: number[] = [];
  for (let loss = 0; loss < 8; loss += 1) {
    const opened = FakeSocket.all.length;
    FakeSocket.last.drop(1006);
    let waited = 0;
    while (FakeSocket.all.length === opened) {
      jest.advanceTimersByTime(250);
      waited += 250;
    }
    pauses.push(waited);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("a refused token is asked for afresh", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.drop(4401);
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  expect(token.mock.calls).toEqual([[{ fresh: false }], [{ fresh: true }]]);
});

test("the line proves itself again before its token ends", async () => {
  await FakeSocket.last.accept();
  token.mockResolvedValue("t2");
  await jest.advanceTimersByTimeAsync(REFRESH_MILLISECONDS);
  expect(FakeSocket.last.sent.at(-1)).toMatchObject({ type: "authenticate", token: "t2" });
});

test("a silent line is given up and opened again", async () => {
  await FakeSocket.last.accept();
  await jest.advanceTimersByTimeAsync(SILENCE_MILLISECONDS - 1);
  FakeSocket.last.say({ type: "ping" });
  await jest.advanceTimersByTimeAsync(SILENCE_MILLISECONDS - 1);
  expect(FakeSocket.all).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1 + 500);
  expect(FakeSocket.all).toHaveLength(2);
});

test("a stopped line stays stopped", async () => {
  await FakeSocket.last.accept();
  line.stop();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(FakeSocket.all).toHaveLength(1);
  expect(FakeSocket.last.closedWith).toBe(1000);
});

test("without a token nothing is sent and the line tries again later", async () => {
  token.mockResolvedValue(null);
  await FakeSocket.last.accept();
  expect(FakeSocket.last.sent).toEqual([]);
  token.mockResolvedValue("t3");
  jest.advanceTimersByTime(500);
  await FakeSocket.last.accept();
  expect(FakeSocket.last.sent).toHaveLength(1);
});

test("what cannot be read is passed over", async () => {
  await FakeSocket.last.accept();
  FakeSocket.last.onmessage?.({ data: "{" });
  FakeSocket.last.say(EVENT);
  expect(events).toHaveLength(1);
});

test("the address follows the API's", () => {
  expect(realtimeUrl("https://api.example.com")).toBe("wss://api.example.com/v1/realtime");
  expect(realtimeUrl("http://127.0.0.1:8000")).toBe("ws://127.0.0.1:8000/v1/realtime");
});
