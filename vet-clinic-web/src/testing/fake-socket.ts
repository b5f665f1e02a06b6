/** A WebSocket whose other end is the test: it opens, speaks and closes when told to. */
type Listener = (event: never) => void;

export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static readonly all: FakeSocket[] = [];

  readyState: number = FakeSocket.CONNECTING;
  readonly sent: Record<string, unknown>[] = [];
  private readonly listeners = new Map<string, Listener[]>();

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (socket === undefined) throw new Error("No socket was opened.");
    return socket;
  }

  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    if (this.readyState !== FakeSocket.CLOSED) this.serverCloses(1000);
  }

  private tell(name: string, event: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event as never);
  }

  serverOpens(): void {
    this.readyState = FakeSocket.OPEN;
    this.tell("open", {});
  }

  serverSays(message: Record<string, unknown>): void {
    this.tell("message", { data: JSON.stringify(message) });
  }

  serverCloses(code: number): void {
    this.readyState = FakeSocket.CLOSED;
    this.tell("close", { code });
  }
}
