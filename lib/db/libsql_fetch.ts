import { DatabaseUnavailable } from "@/lib/database_trouble.ts";
import { retryWhileBusy } from "./busy.ts";
import { ask, type Fetch } from "./libsql_ask.ts";
import { atLeast, Progress, type Stream } from "./libsql_progress.ts";

/**
 * What stands between the client's library and the network. It knows what the library does not:
 *
 * - A server that cannot be reached, or does not answer, is no bug of ours. Nor is one that answers anything else.
 * - Replicas lag behind the server that writes ({@linkcode Progress}).
 * - A replica that is taking over what another wrote begins no transaction in that moment, and says so at once.
 * - Version 2 of the protocol, in JSON, needs the fewest requests for a transaction, and shows these numbers.
 */
export function hranaFetch(fetch: Fetch = globalThis.fetch): Fetch {
  const progress = new Progress();
  const lookAnew = looker(fetch, progress);
  return async (request) => {
    if (isProbe(request)) return new Response(null, { status: 404 });
    const asked = progress.seen;
    const body = atLeast(await request.text(), asked);
    try {
      const { status, text } = await retryWhileBusy(async () => {
        const answer = await ask(fetch, request, body);
        return isRefusedAtBegin(body, answer.text) ? Promise.reject(new BusyError()) : answer;
      });
      progress.note(text, asked);
      return new Response(text, { status, headers: { "content-type": "application/json" } });
    } catch (error) {
      if (error instanceof DatabaseUnavailable && error.trouble === "slow") lookAnew(request);
      throw error;
    }
  };
}

/** It goes to the server that writes, as a replica does not know yet what that one counts, and changes nothing. */
const NO_CHANGE = JSON.stringify({
  requests: [
    { type: "execute", stmt: { sql: "DELETE FROM migrations WHERE 0" } },
    { type: "close" },
  ],
});

/**
 * A replica waits in vain for a number that a server will not reach since it counts from one again, and then nothing is
 * answered that would tell of it. So where an answer did not come, this asks how far the server is.
 */
function looker(fetch: Fetch, progress: Progress): (request: Request) => void {
  let isLooking = false;
  return async (request) => {
    const asked = progress.seen;
    if (isLooking || asked === 0n) return;
    isLooking = true;
    const answer = await ask(fetch, request, NO_CHANGE).catch(() => null); // then the next one asks
    if (answer) progress.note(answer.text, asked);
    isLooking = false;
  };
}

/** The library asks for newer versions of the protocol first. */
function isProbe({ method, url }: Request): boolean {
  return method === "GET" && /\/v3(-protobuf)?$/.test(new URL(url).pathname);
}

/** By the name that servers give it. */
class BusyError extends Error {
  readonly code = "SQLITE_BUSY";
}

/** Whether nothing was done yet, since the first statement of a new stream found the lock taken: it may be sent again. */
function isRefusedAtBegin(body: string, text: string): boolean {
  return /"step_errors":\[\{"message":"[^"]*","code":"SQLITE_BUSY/.test(text) &&
    !(JSON.parse(body) as Stream).baton;
}
