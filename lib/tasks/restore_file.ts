import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { ConfigError } from "@/lib/config.ts";
import type { Contents } from "@/lib/db/backup/examine.ts";
import { loadBackup } from "@/lib/db/backup/load.ts";
import { withTemporary } from "@/lib/db/backup/place.ts";
import { replaceDatabase } from "@/lib/db/backup/replace.ts";
import { seize } from "@/lib/db/backup/seize.ts";
import { told } from "@/lib/db/backup/told.ts";
import { stamp } from "./backup_files.ts";
import { bookWords } from "./book_words.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { endedWords, prepareBook } from "./prepare_book.ts";

export interface Wishes {
  /** Whether nobody is to be asked. */
  readonly isSure: boolean;
  /** Whether logins and the like are to stay as they were. */
  readonly keepsLogins: boolean;
}

/**
 * Puts a backup into the place of a database file. All is done with a copy beside it, so that until the last moment
 * nothing has changed.
 *
 * @throws {ConfigError} when that cannot be done
 */
export async function restoreFile(
  from: string,
  database: string,
  { isSure, keepsLogins }: Wishes,
): Promise<Outcome> {
  return await told(`${database} cannot be replaced`, async () => {
    await refuseItself(from, database);
    using seized = seize(database);
    await Deno.mkdir(dirname(database), { recursive: true, mode: 0o700 });
    return await withTemporary(database, async (copy) => {
      const backup = await loadBackup(from, copy);
      const isFree = !existsSync(database);
      if (!isFree && !isSure) {
        const refused = ask({ from, backup, database, present: seized.contents });
        if (refused) return refused;
      }
      const ended = await prepareBook(copy, { keepsLogins });
      const kept = keptName(database);
      await replaceDatabase(database, copy, kept);
      return done(
        [
          `${database} is now what ${from} holds: ${bookWords(backup)}.`,
          ...(isFree ? [] : [`What was there is kept as ${kept}.`]),
        ].join("\n"),
        endedWords(ended),
      );
    });
  });
}

async function refuseItself(from: string, database: string): Promise<void> {
  if (!existsSync(from)) throw new ConfigError(`there is no file ${from}.`);
  if (!existsSync(database)) return;
  if (await Deno.realPath(from) !== await Deno.realPath(database)) return;
  throw new ConfigError(`${from} is the database itself.`);
}

/** "data/cloakroom.before-2026-11-22T013005Z.db", a name that is free. */
function keptName(database: string): string {
  const name = `${database.replace(/\.db$/, "")}.before-${stamp(Date.now())}`;
  for (let again = 1;; again++) {
    const path = again === 1 ? `${name}.db` : `${name}-${again}.db`;
    if (!existsSync(path)) return path;
  }
}

interface Question {
  readonly from: string;
  readonly backup: Contents;
  readonly database: string;
  readonly present: Contents | null;
}

/** Why not to go on, or null. */
function ask({ from, backup, database, present }: Question): Outcome | null {
  const what = present ? bookWords(present) : "nothing that can be read";
  const facts = `${database} holds ${what}.\n${from} holds ${bookWords(backup)}.`;
  if (!Deno.stdin.isTerminal()) {
    return failed(`${facts}\nTo replace the one by the other, say so: --yes`);
  }
  console.log(facts);
  return confirm("Replace the one by the other?") ? null : failed("Nothing is changed.");
}
