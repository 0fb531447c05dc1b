import type { AuthDeps } from "@/lib/auth/mod.ts";
import { startChores } from "@/lib/chores.ts";
import { within } from "@/lib/clock.ts";
import { databaseTrouble, mayPass } from "@/lib/database_trouble.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { type Delivery, startDelivery } from "@/lib/mailer/mod.ts";
import type { Readiness } from "@/lib/readiness.ts";

/** What the app does beside answering. */
export interface Work {
  /**
   * Brings the database up to date, as soon as it can be reached; lets requests in; and then does what nobody asks for.
   *
   * @param options.chores whether this process also does what one of several is enough for
   * @throws when it is no use to wait for the database: somebody has to put something right first
   */
  start(options: { chores: boolean }): Promise<void>;
  /**
   * Finishes what is being done and closes the database, as far as that can be done in `ms` milliseconds. What is not
   * done then is done after the next start: mails wait in the database.
   */
  stop(ms: number): Promise<void>;
}

interface WorkDeps extends AuthDeps {
  readonly readiness: Readiness;
}

/** How much of the time stays for the database, so that mails cannot use up all of it. */
const FOR_DATABASE = 0.25;

/** Nothing is done before it is started: the database may not be there yet. */
export function createWork(deps: WorkDeps): Work {
  let delivery: Delivery | undefined;
  return {
    async start({ chores }) {
      await bringUpToDate(deps);
      deps.readiness.enter("serving");
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

/** The first pause between two tries to reach the database, and the longest, in milliseconds. */
const PAUSES = { first: 250, longest: 5_000 };

/** Tries again and again while the database cannot be reached, and throws as soon as that is no use. */
async function bringUpToDate({ db, log, sleep }: WorkDeps): Promise<void> {
  for (let pause = PAUSES.first;; pause = Math.min(pause * 2, PAUSES.longest)) {
    try {
      await migrate(db);
      return;
    } catch (error) {
      const trouble = databaseTrouble(error);
      if (!trouble || !mayPass(trouble)) throw error;
      const reason = (error as Error).message;
      log.error("waiting for the database", { trouble, reason, again: pause });
    }
    await sleep(pause);
  }
}

async function finish({ background }: WorkDeps, delivery: Delivery | undefined): Promise<void> {
  await background.idle(); // it may have mails to write
  await delivery?.stop();
}
