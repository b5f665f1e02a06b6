/**
 * One live line to the clinic: says who we are, reads what happened, and comes back by itself after a loss at the place where it
 * stopped. Decides nothing about the data: whoever listens refetches.
 */
export interface RealtimeEvent {
  id: string;
  event: string;
  at: string;
  clinic_id: string | null;
  data: Record<string, unknown>;
}

export interface RealtimeOptions {
  /** ws:// or wss:// address of /v1/realtime. */
  url: string;
  token: (options?: { fresh?: boolean }) => Promise<string | null>;
  onEvent: (event: RealtimeEvent) => void;
  /** What happened meanwhile is no longer known: everything on the screen has to be asked for again. */
  onReset: () => void;
  socket?: (url: string, protocol: string) => WebSocket;
  random?: () => number;
}

export const PROTOCOL = "vet.realtime.v1";
/** Tokens live a minute: the line proves itself again before that. */
export const REFRESH_MILLISECONDS = 40_000;
/** Longer than the server's pings are apart: silence this long means the line is dead. */
export const SILENCE_MILLISECONDS = 75_000;
const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const TOKEN_REFUSED = 4401;

export class RealtimeConnection {
  readonly #options: RealtimeOptions;
  #socket: WebSocket | null = null;
  /** The last event seen: where to resume. */
  #lastId: string | null = null;
  /** Where the server's own news began when this line was opened. */
  #readyId: string | null = null;
  #losses = 0;
  #wantsFreshToken = false;
  #isRunning = false;
  #timers = new Map<"retry" | "refresh" | "silence", ReturnType<typeof setTimeout>>();

  constructor(options: RealtimeOptions) {
    this.#options = options;
  }

  /** Open the line, unless it is open or on its way. After stop() it resumes where it was. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#losses = 0;
    this.#open();
  }

  stop(): void {
    this.#isRunning = false;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }

  #open(): void {
    const make = this.#options.socket ?? ((url, protocol) => new WebSocket(url, protocol));
    const socket = make(this.#options.url, PROTOCOL);
    this.#socket = socket;
    this.#listenForSilence();
    socket.onopen = () => void this.#authenticate(socket);
    socket.onmessage = (message) => {
      if (socket === this.#socket) this.#read(String(message.data));
    };
    socket.onclose = (closing) => {
      if (socket === this.#socket) this.#lost(closing.code);
    };
  }

  async #authenticate(socket: WebSocket): Promise<void> {
    const fresh = this.#wantsFreshToken;
    let token: string | null = null;
    try {
      token = await this.#options.token({ fresh });
    } catch {
      // Sign-in is out of reach just now: close, and come back later like after any loss.
    }
    if (socket !== this.#socket || socket.readyState !== 1) return;
    if (token === null) {
      socket.close(1000);
      return;
    }
    this.#wantsFreshToken = false;
    socket.send(JSON.stringify({ type: "authenticate", token, after: this.#lastId }));
    this.#after("refresh", REFRESH_MILLISECONDS, () => void this.#authenticate(socket));
  }

  #read(text: string): void {
    this.#listenForSilence();
    const message = parse(text);
    if (message === null) return;
    if (message.type === "ready") {
      this.#readyId = typeof message.id === "string" ? message.id : null;
      // Without a place to resume from, nobody knows what happened between the tries.
      if (this.#lastId === null && this.#losses > 0) this.#options.onReset();
      this.#lastId ??= this.#readyId;
      this.#losses = 0;
    } else if (message.type === "reset") {
      this.#lastId = this.#readyId;
      this.#options.onReset();
    } else if (message.type === "event") {
      const event = message as unknown as RealtimeEvent;
      this.#lastId = event.id;
      this.#options.onEvent(event);
    }
  }

  #lost(code: number): void {
    this.#socket = null;
    this.#cancel("refresh");
    this.#cancel("silence");
    if (!this.#isRunning) return;
    if (code === TOKEN_REFUSED) this.#wantsFreshToken = true;
    const longest = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** this.#losses);
    this.#losses += 1;
    // Half of it by chance: after an outage not everybody comes back in the same moment.
    const pause = longest / 2 + (longest / 2) * (this.#options.random ?? Math.random)();
    this.#after("retry", pause, () => this.#open());
  }

  #listenForSilence(): void {
    this.#after("silence", SILENCE_MILLISECONDS, () => {
      const socket = this.#socket;
      if (socket === null) return;
      socket.onclose = null;
      socket.close();
      this.#lost(1006);
    });
  }

  #after(name: "retry" | "refresh" | "silence", milliseconds: number, action: () => void): void {
    this.#cancel(name);
    this.#timers.set(name, setTimeout(action, milliseconds));
  }

  #cancel(name: "retry" | "refresh" | "silence"): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

export function realtimeUrl(apiUrl: string): string {
  return `${apiUrl.replace(/^http/, "ws")}/v1/realtime`;
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
