import type { LibsqlServer } from "./libsql_server.ts";

/** What stands between an app and its database server. */
export interface Line extends AsyncDisposable {
  /** Where the app finds the server. */
  readonly url: string;
  /** How long an answer takes, in milliseconds. */
  delay: number;
  /** What every answer waits for besides. */
  held: Promise<void>;
}

/** A line that is slow, as if the server were far away. */
export function slowLine(server: LibsqlServer, delay = 0): Line {
  const proxy = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const { method, headers } = request;
      const body = method === "POST" ? await request.text() : undefined;
      await new Promise((resume) => setTimeout(resume, line.delay));
      await line.held;
      return await fetch(server.url + pathname, { method, headers, body });
    },
  );
  const line: Line = {
    url: `http://127.0.0.1:${proxy.addr.port}`,
    delay,
    held: Promise.resolve(),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
  return line;
}
