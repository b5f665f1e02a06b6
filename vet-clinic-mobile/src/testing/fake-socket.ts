/** A WebSocket in the hands of a test. */
export class FakeSocket {
  static all: FakeSocket[] = [];

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (socket === undefined) throw new Error("No socket was opened.");
    return socket;
  }

  static open(url: string, protocol: string): WebSocket {
    return new FakeSocket(url, protocol) as unknown as WebSocket;
  }

  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((closing: { code: number }) => void) | null = null;
  closedWith: number | undefined;

  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(code = 1005): void {
    this.closedWith = code;
    this.drop(code);
  }

  /** The server took the connection; whatever the client does in answer has happened when this resolves. */
  async accept(): Promise<void> {
    this.readyState = 1;
    this.onopen?.();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  say(message: Record<string, unknown>): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drop(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }
}
