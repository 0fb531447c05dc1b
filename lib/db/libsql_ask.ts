import { DatabaseUnavailable } from "@/lib/database_trouble.ts";
import type { Stream } from "./libsql_progress.ts";

/** How requests reach a server. */
export type Fetch = (request: Request) => Promise<Response>;

/**
 * How long a server may take for a request, in milliseconds. It may be waiting for the write lock, which a server leaves for
 * five seconds to a transaction of which nothing is heard any more; whoever waits less waits in vain.
 */
const PATIENCE = 8_000;

/** How long it is listened for the late beginning of a transaction that nobody wants any more, in milliseconds. */
const LATE = 60_000;

/** An answer with its body read. */
interface Said {
  readonly status: number;
  readonly text: string;
}

/**
 * Sends a request to a libSQL server, and nowhere else.
 *
 * @throws {DatabaseUnavailable} when no answer of such a server comes
 */
export async function ask(fetch: Fetch, request: Request, body: string): Promise<Said> {
  const patience = AbortSignal.timeout(PATIENCE);
  const answer =
    await (isBeginning(body)
      ? begin(fetch, request, body, patience)
      : send(fetch, request, body, patience));
  const trouble = troubleOf(answer);
  if (trouble) throw new DatabaseUnavailable(trouble);
  return answer;
}

async function send(
  fetch: Fetch,
  { url, method, headers }: Request,
  body: string,
  signal: AbortSignal,
): Promise<Said> {
  const asked = { method, headers, body: body || null, signal, redirect: "manual" } as const;
  try {
    const response = await fetch(new Request(url, asked));
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new DatabaseUnavailable(signal.aborted ? "slow" : "cannot be reached", { cause: error });
  }
}

/** Whether a request takes the write lock. */
function isBeginning(body: string): boolean {
  return body.includes('"BEGIN IMMEDIATE"') && !(JSON.parse(body) as Stream).baton;
}

/**
 * Begins a transaction. Where nobody waits for it any more, it may still get its turn, and would then hold up all others;
 * with several instances that give up and come again, for ever. So its end is sent after it.
 */
async function begin(
  fetch: Fetch,
  request: Request,
  body: string,
  patience: AbortSignal,
): Promise<Said> {
  const begun = send(fetch, request, body, AbortSignal.timeout(LATE));
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  patience.addEventListener("abort", () => reject(new DatabaseUnavailable("slow")));
  try {
    return await Promise.race([begun, givenUp]);
  } catch (error) {
    const end = async ({ text }: Said) => {
      const { baton } = parsed(text);
      const close = JSON.stringify({ baton, requests: [{ type: "close" }] });
      if (baton) await send(fetch, request, close, AbortSignal.timeout(PATIENCE));
    };
    begun.then(end).catch(() => {}); // the server ends it by itself, later
    throw error;
  }
}

/** What an answer tells that is none of a libSQL server's to its statements; null for one that is. */
function troubleOf({ status, text }: Said): string | null {
  if (status === 401 || status === 403) return "token refused";
  if (status === 404) return "no database";
  if (status >= 300 && status < 400) return "redirects"; // nobody else is told what we ask
  if (status === 429 || status >= 500) return `answers ${status}`;
  const said = parsed(text);
  if (status >= 400) return said.code || said.message ? null : `answers ${status}`;
  return Array.isArray(said.results) ? null : "no libSQL server";
}

/** An object of JSON, and an empty one for any other text: what stands in for a server may say anything. */
function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
