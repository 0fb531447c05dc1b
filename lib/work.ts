import type { AuthDeps } from "@/lib/auth/mod.ts";
import { startChores } from "@/lib/chores.ts";
import { within } from "@/lib/clock.ts";
import { type Delivery, startDelivery } from "@/lib/mailer/mod.ts";

/** What the app does beside answering. */
export interface Work {
  /** @param options.chores whether this process also does what one of several is enough for */
  start(options: { chores: boolean }): void;
  /**
   * Finishes what is being done and closes the database, as far as that can be done in `ms` milliseconds. What is not
   * done then is done after the next start: mails wait in the database.
   */
  stop(ms: number): Promise<void>;
}

/** How much of the time stays for the database, so that mails cannot use up all of it. */
const FOR_DATABASE = 0.25;

/** Nothing is done before it is started: the database may not be there yet. */
export function createWork(deps: AuthDeps): Work {
  let delivery: Delivery | undefined;
  return {
    start({ chores }) {
      delivery = startDelivery(deps);
      if (chores) startChores(deps);
    },
    async stop(ms) {
      const forDatabase = ms * FOR_DATABASE;
      await within(ms - forDatabase, finish(deps, delivery), undefined);
      await within(forDatabase, deps.db.destroy(), undefined);
    },
  };
}

async function finish({ background }: AuthDeps, delivery: Delivery | undefined): Promise<void> {
  await background.idle(); // it may have mails to write
  await delivery?.stop();
}
