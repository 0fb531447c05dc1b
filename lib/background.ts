/** Work that no answer waits for. */
export interface Background {
  /** Starts a task. One that fails is logged, under its name. */
  run(name: string, task: () => Promise<unknown>): void;
  /** Waits until nothing is being done any more. */
  idle(): Promise<void>;
}

interface ErrorLog {
  error(event: string, fields: Record<string, string>, error: unknown): void;
}

/** Lets an answer leave before the work that it causes: so that its time tells nothing, and nobody waits for a mail. */
export function createBackground(log: ErrorLog): Background {
  const tasks = new Set<Promise<void>>();
  return {
    run(name, task) {
      const done = afterAnswer().then(task).then(() => {}, (error) => {
        log.error("background task failed", { task: name }, error);
      }).finally(() => tasks.delete(done));
      tasks.add(done);
    },
    async idle() {
      while (tasks.size > 0) await Promise.all(tasks);
    },
  };
}

/** In a turn of its own of the event loop. */
function afterAnswer(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
