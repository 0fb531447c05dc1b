import { within } from "@/lib/clock.ts";
import { ConfigError } from "@/lib/config.ts";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import { requireMigrated } from "@/lib/db/migrate.ts";
import { requireSameFile } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import type { Log } from "@/lib/web/log.ts";

/** Where the process is between its start and its end; only while it is serving, requests are let in. */
export type Phase = "starting" | "serving" | "stopping";

/** Whether requests are well placed here: for whoever directs them to one of several machines, or restarts one. */
export interface Readiness {
  readonly phase: Phase;
  /** Goes on to another phase, never back. */
  enter(phase: Phase): void;
  /**
   * Asks the database. Those who ask at the same time share one question, however long it takes.
   *
   * @returns null when all is well; otherwise in a word or two what is not, without a secret
   */
  check(): Promise<string | null>;
}

/** How long the database may take for a small answer, in milliseconds. */
const PATIENCE = 1_000;

/** From when on nobody waits for an answer any more, in milliseconds: it was lost on the way, and the question is put anew. */
const LOST = 10_000;

const ORDER: readonly Phase[] = ["starting", "serving", "stopping"];

interface Trouble {
  readonly word: string;
  readonly error?: unknown;
}

const SLOW: Trouble = { word: "slow" };

/** Begins in `phase`: an app that is made with its database in order serves at once. */
export function createReadiness(
  { db, log }: { readonly db: Db; readonly log: Log },
  phase: Phase = "serving",
): Readiness {
  let asked: Promise<Trouble | null> | undefined;
  let known: string | null = null;
  const ask = () => asked ??= within(LOST, troubleOf(db), SLOW).finally(() => asked = undefined);
  return {
    get phase() {
      return phase;
    },
    enter(next) {
      if (ORDER.indexOf(next) > ORDER.indexOf(phase)) phase = next;
    },
    async check() {
      if (phase !== "serving") return phase;
      const trouble = await within(PATIENCE, ask(), SLOW);
      if ((trouble === null) !== (known === null)) tell(log, trouble);
      known = trouble?.word ?? null;
      return known;
    },
  };
}

/** What is the matter with the database. An answer also proves that its tables are those that this version knows. */
async function troubleOf(db: Db): Promise<Trouble | null> {
  try {
    await requireMigrated(db);
    requireSameFile(db);
    return null;
  } catch (error) {
    const other = error instanceof ConfigError ? "other version" : "failing";
    return { word: databaseTrouble(error) ?? other, error };
  }
}

function tell(log: Log, trouble: Trouble | null): void {
  if (!trouble) return log.info("ready again");
  const { word, error } = trouble;
  const reason = error instanceof Error ? error.message : "It took more than a second to answer.";
  log.error("not ready", { trouble: word, reason });
}
