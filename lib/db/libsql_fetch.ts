import { DatabaseUnavailable } from "@/lib/database_trouble.ts";
import { retryWhileBusy } from "./busy.ts";

/** How requests reach a server. */
export type Fetch = (request: Request) => Promise<Response>;

/** How long a server may take for a request, in milliseconds; it may be waiting for the write lock. */
const PATIENCE = 5_000;

/**
 * What stands between the client's library and the network. It knows what the library does not:
 *
 * - A server that cannot be reached, or does not answer, is no bug of ours.
 * - Replicas lag behind the server that writes. Each answer to a write says how far it got (`replication_index`), and each
 *   later request asks not to be answered from before that: so this process reads what it wrote, wherever it reads.
 * - A replica that is taking over what another wrote begins no transaction in that moment, and says so at once.
 * - Version 2 of the protocol, in JSON, needs the fewest requests for a transaction, and shows these numbers.
 */
export function hranaFetch(fetch: Fetch = globalThis.fetch): Fetch {
  let seen = 0n;
  return async (request) => {
    if (isProbe(request)) return new Response(null, { status: 404 });
    const body = atLeast(await request.text(), seen);
    const { status, text } = await retryWhileBusy(async () => {
      const answer = await ask(fetch, request, body);
      return isRefusedAtBegin(body, answer.text) ? Promise.reject(new BusyError()) : answer;
    });
    for (const [, index] of text.matchAll(REPLICATION_INDEX)) {
      if (BigInt(index!) > seen) seen = BigInt(index!);
    }
    return new Response(text, { status, headers: { "content-type": "application/json" } });
  };
}

/** The library asks for newer versions of the protocol first. */
function isProbe({ method, url }: Request): boolean {
  return method === "GET" && /\/v3(-protobuf)?$/.test(new URL(url).pathname);
}

/** Quotes are escaped inside of values, so no value looks like this. */
const REPLICATION_INDEX = /"replication_index":"(\d+)"/g;

/** By the name that servers give it. */
class BusyError extends Error {
  readonly code = "SQLITE_BUSY";
}

/** Whether nothing was done yet, since the first statement of a new stream found the lock taken: it may be sent again. */
function isRefusedAtBegin(body: string, text: string): boolean {
  return /"step_errors":\[\{"message":"[^"]*","code":"SQLITE_BUSY/.test(text) &&
    !(JSON.parse(body) as Stream).baton;
}

interface Stream {
  /** Where there is one, the request belongs to those before. */
  baton?: string;
  requests: { type: string; stmt?: Indexed; batch?: Indexed }[];
}
interface Indexed {
  replication_index?: string;
}

function atLeast(body: string, seen: bigint): string {
  if (seen === 0n || body === "") return body;
  const stream = JSON.parse(body) as Stream;
  for (const { stmt = {}, batch = {} } of stream.requests) {
    stmt.replication_index = batch.replication_index = String(seen);
  }
  return JSON.stringify(stream);
}

async function ask(
  fetch: Fetch,
  { url, method, headers }: Request,
  body: string,
): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(PATIENCE);
  let answer: { status: number; text: string };
  try {
    const response = await fetch(new Request(url, { method, headers, body: body || null, signal }));
    answer = { status: response.status, text: await response.text() };
  } catch (error) {
    throw new DatabaseUnavailable(signal.aborted ? "slow" : "cannot be reached", { cause: error });
  }
  const { status } = answer;
  if (status === 401 || status === 403) throw new DatabaseUnavailable("token refused");
  if (status === 404) throw new DatabaseUnavailable("no database");
  if (status === 429 || status >= 500) throw new DatabaseUnavailable(`answers ${status}`);
  return answer;
}
