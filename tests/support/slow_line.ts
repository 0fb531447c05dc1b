import type { LibsqlServer } from "./libsql_server.ts";
import { pause } from "./waiting.ts";

/** What stands between an app and its database server. */
export interface Line extends AsyncDisposable {
  /** Where the app finds the server. */
  readonly url: string;
  /** How long an answer takes, in milliseconds. */
  delay: number;
  /** What every answer waits for besides. */
  held: Promise<void>;
  /** How many requests were under way at once, at most. */
  most: number;
}

/** A line that is slow, as if the server were far away. */
export function slowLine(server: LibsqlServer, delay = 0): Line {
  let underWay = 0;
  const proxy = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      const { method, headers } = request;
      const body = method === "POST" ? await request.text() : undefined;
      line.most = Math.max(line.most, ++underWay);
      await pause(line.delay);
      await line.held;
      underWay--;
      return await fetch(server.url + pathname, { method, headers, body });
    },
  );
  const line: Line = {
    url: `http://127.0.0.1:${proxy.addr.port}`,
    delay,
    held: Promise.resolve(),
    most: 0,
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
  return line;
}
