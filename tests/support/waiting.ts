/** What other processes do is waited for here: everything else in tests has a clock that is moved. */

/** How long to wait for what has to come, in milliseconds: a machine may be busy. */
const PATIENCE = 30_000;

/** Lets so many milliseconds pass. */
export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}

/**
 * Looks again and again until something is there, and returns it.
 *
 * @param what is waited for, for whoever reads that it did not come
 * @throws when it does not come in half a minute
 */
export async function until<T>(
  what: string | (() => string),
  look: () => T | Promise<T>,
): Promise<Exclude<T, null | undefined | false>> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
    const found = await look();
    if (found) return found as Exclude<T, null | undefined | false>;
  }
  throw new Error(`In vain waited for: ${typeof what === "string" ? what : what()}`);
}
