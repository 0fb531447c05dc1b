import { errcode } from "@/lib/database_trouble.ts";

/** SQLite's result codes (sqlite.org/rescode.html), the low byte of an extended code. */
const BUSY = 5;
const CONSTRAINT = 19;
const CONSTRAINT_UNIQUE = 2067;

/** How long a writer keeps asking for the lock, in milliseconds, before the request fails. */
const PATIENCE = 5_000;

/**
 * Whether a row was refused because another one has the same unique value. A server tells it in words alone, and a replica
 * as what went wrong at the server that writes.
 */
export function isDuplicate(error: unknown): boolean {
  const code = errcode(error);
  if (code === CONSTRAINT_UNIQUE) return true;
  const isToldInWords = code === CONSTRAINT || (error as { code?: unknown }).code === "PROXY_ERROR";
  return isToldInWords && /\bUNIQUE constraint failed/.test((error as Error).message);
}

interface Retries {
  /** In milliseconds. */
  readonly patience?: number;
  /** Whether what failed can be tried once more. */
  mayRetry?(): boolean;
}

/**
 * Tries again while another process holds the write lock. The waiting is done here, between tries that do not wait,
 * because SQLite's own waiting stops the event loop and with it every other request.
 */
export async function retryWhileBusy<T>(
  attempt: () => Promise<T> | T,
  { patience = PATIENCE, mayRetry = () => true }: Retries = {},
): Promise<T> {
  const deadline = performance.now() + patience;
  for (let pause = 2;; pause = Math.min(pause * 2, 64)) {
    try {
      return await attempt();
    } catch (error) {
      const isBusy = (errcode(error) & 0xff) === BUSY;
      if (!isBusy || !mayRetry() || performance.now() > deadline) throw error;
    }
    // Jitter, or two writers that met once would meet at every try.
    await new Promise((resume) => setTimeout(resume, pause * (0.5 + Math.random())));
  }
}
