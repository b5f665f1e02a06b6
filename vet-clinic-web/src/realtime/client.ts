/**
 * One WebSocket to `/v1/realtime`, kept alive: signs in first, resumes after the last event seen, waits longer after each
 * failure, renews its minute-long token in time. It only reports; what to refetch is decided by whoever listens.
 */
export type RealtimeEvent = {
  id: string;
  event: string;
  at: string;
  clinic_id: string | null;
  data: Record<string, unknown>;
};

export type RealtimeState = "off" | "connecting" | "live" | "waiting";

export type RealtimeOptions = {
  url: string;
  getToken: (options: { isFresh: boolean }) => Promise<string | null>;
  onEvent: (event: RealtimeEvent) => void;
  /** Some events may have been missed: everything on screen should be asked for again. */
  onReset: () => void;
  onState: (state: RealtimeState) => void;
};

const PROTOCOL = "vet.realtime.v1";
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const RENEW_MS = 45_000;
const SILENCE_MS = 75_000;
const CLOSED_BAD_TOKEN = 4401;
const CLOSED_RIGHTS_CHANGED = 4403;

export class RealtimeClient {
  private socket: WebSocket | null = null;
  private lastId: string | null = null;
  private wasLive = false;
  private failures = 0;
  private needsFreshToken = false;
  private isStopped = true;
  private attempt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private renewTimer: ReturnType<typeof setInterval> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: RealtimeOptions) {}

  start(): void {
    if (!this.isStopped) return;
    this.isStopped = false;
    window.addEventListener("online", this.reconnectNow);
    void this.connect();
  }

  stop(): void {
    this.isStopped = true;
    window.removeEventListener("online", this.reconnectNow);
    clearTimeout(this.retryTimer);
    this.drop();
    this.options.onState("off");
  }

  private readonly reconnectNow = (): void => {
    if (this.isStopped || this.socket !== null) return;
    clearTimeout(this.retryTimer);
    this.failures = 0;
    void this.connect();
  };

  private async connect(): Promise<void> {
    if (this.failures === 0) this.options.onState("connecting");
    const attempt = ++this.attempt;
    const token = await this.options.getToken({ isFresh: this.needsFreshToken }).catch(() => null);
    if (this.isStopped || attempt !== this.attempt) return;
    if (token === null) return this.retryLater();
    this.needsFreshToken = false;
    const socket = new WebSocket(this.options.url, PROTOCOL);
    this.socket = socket;
    socket.addEventListener("open", () => this.authenticate(socket, token));
    socket.addEventListener("message", (message) => this.receive(socket, String(message.data)));
    socket.addEventListener("close", (closing) => this.closed(socket, closing.code));
  }

  private authenticate(socket: WebSocket, token: string): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify({ type: "authenticate", token, after: this.lastId }));
    this.listenForSilence(socket);
  }

  private receive(socket: WebSocket, text: string): void {
    if (socket !== this.socket) return;
    this.listenForSilence(socket);
    const message = JSON.parse(text) as { type: string; id?: string | null } & Partial<RealtimeEvent>;
    if (message.type === "ready") this.becameLive(socket, message.id ?? null);
    if (message.type === "reset") this.options.onReset();
    if (message.type === "event" && typeof message.id === "string") {
      this.lastId = message.id;
      this.options.onEvent(message as RealtimeEvent);
    }
  }

  private becameLive(socket: WebSocket, id: string | null): void {
    const missedSome = this.wasLive && this.lastId === null;
    this.lastId = this.lastId ?? id;
    this.failures = 0;
    this.options.onState("live");
    if (missedSome) this.options.onReset();
    this.wasLive = true;
    clearInterval(this.renewTimer);
    this.renewTimer = setInterval(() => void this.renew(socket), RENEW_MS);
  }

  private async renew(socket: WebSocket): Promise<void> {
    const token = await this.options.getToken({ isFresh: true }).catch(() => null);
    if (token !== null && socket === this.socket) this.authenticate(socket, token);
  }

  private listenForSilence(socket: WebSocket): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.closed(socket, 0), SILENCE_MS);
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    this.drop();
    if (this.isStopped) return;
    if (code === CLOSED_RIGHTS_CHANGED) {
      // A role has ended: what is on screen may no longer be this person's to see. The line itself is fine.
      this.options.onReset();
      void this.connect();
      return;
    }
    this.needsFreshToken = code === CLOSED_BAD_TOKEN;
    this.retryLater();
  }

  private retryLater(): void {
    this.options.onState("waiting");
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures);
    this.failures += 1;
    this.retryTimer = setTimeout(() => void this.connect(), longest * (0.75 + Math.random() * 0.25));
  }

  private drop(): void {
    clearInterval(this.renewTimer);
    clearTimeout(this.silenceTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}
