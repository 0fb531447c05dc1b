/** More work is waiting than will be done in useful time; the caller should answer "try again later". */
export class QueueFullError extends Error {
  override name = "QueueFullError";
}

/**
 * Runs at most `running` tasks at once and lets at most `waiting` more wait, in order.
 *
 * Password hashing is slow and large on purpose; unbounded, a handful of sign-ins would take the memory of the
 * machine and the time of every other page.
 */
export function createQueue({ running, waiting }: { running: number; waiting: number }) {
  const line: (() => void)[] = [];
  let busy = 0;

  return async function run<T>(task: () => Promise<T>): Promise<T> {
    if (busy >= running) {
      if (line.length >= waiting) throw new QueueFullError("Too much work is waiting already.");
      await new Promise<void>((turn) => line.push(turn));
    } else {
      busy++;
    }
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next(); // the place is handed on, so `busy` stays
      else busy--;
    }
  };
}

/** Runs a task when it is its turn among those with the same key. */
export type Lines = <T>(key: string, task: () => Promise<T>) => Promise<T>;

/** A queue for each key, in which one task runs at a time and at most `waiting` wait. */
export function createLines({ waiting }: { waiting: number }): Lines {
  const lines = new Map<string, { run: ReturnType<typeof createQueue>; inside: number }>();

  return async function run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const line = lines.get(key) ?? { run: createQueue({ running: 1, waiting }), inside: 0 };
    lines.set(key, line);
    line.inside++;
    try {
      return await line.run(task);
    } finally {
      if (--line.inside === 0) lines.delete(key);
    }
  };
}
