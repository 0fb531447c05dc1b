/** Where the app takes the time from: milliseconds since 1970 UTC. Tests move it by hand. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** Machines of one app may disagree about the time by this much, in milliseconds. */
export const CLOCK_SKEW = 60_000;

/** Waits, in milliseconds. Tests wait for nothing. */
export type Sleep = (ms: number) => Promise<void>;

export const systemSleep: Sleep = (ms) => new Promise((resume) => setTimeout(resume, ms));

/** What `work` comes to, or `late` where that takes longer than `ms` milliseconds; the work itself goes on. */
export async function within<T, L>(ms: number, work: Promise<T>, late: L): Promise<T | L> {
  const { promise, resolve } = Promise.withResolvers<L>();
  const timer = setTimeout(() => resolve(late), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
