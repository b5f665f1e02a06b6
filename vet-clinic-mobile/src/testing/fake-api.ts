/** The clinic's server in the hands of a test: answers what it was told to, remembers what it was asked. */
export interface Call {
  method: string;
  /** Path and query. */
  path: string;
  body: unknown;
  headers: Headers;
}

export interface Reply {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Handler = (call: Call) => Reply | Promise<Reply>;

export class FakeApi {
  readonly calls: Call[] = [];
  readonly #routes: { method: string; path: RegExp; handler: Handler }[] = [];

  /** Later answers win over earlier ones. `path` is matched against path and query. */
  on(method: string, path: RegExp, answer: Handler | Reply): this {
    this.#routes.unshift({ method, path, handler: typeof answer === "function" ? answer : () => answer });
    return this;
  }

  /** What was asked of one place, oldest first. */
  asked(method: string, path: RegExp): Call[] {
    return this.calls.filter((call) => call.method === method && path.test(call.path));
  }

  install(): void {
    globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = input instanceof Request ? input : new Request(String(input), init);
      const url = new URL(request.url);
      const text = await request.text();
      const call: Call = {
        method: request.method,
        path: url.pathname + url.search,
        body: text === "" ? undefined : JSON.parse(text),
        headers: request.headers,
      };
      this.calls.push(call);
      const route = this.#routes.find(({ method, path }) => method === call.method && path.test(call.path));
      if (route === undefined) throw new Error(`Nobody answers ${call.method} ${call.path}`);
      const { status = 200, body, headers = {} } = await route.handler(call);
      const type = status >= 400 ? "application/problem+json" : "application/json";
      return new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { "content-type": type, ...headers },
      });
    }) as typeof fetch;
  }
}

export function problem(status: number, code: string, more: Record<string, unknown> = {}): Reply {
  return { status, body: { type: "about:blank", title: code, status, code, ...more } };
}

export const page = (items: unknown[]): Reply => ({ body: { items, next: null } });
