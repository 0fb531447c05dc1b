/** Copies the database into a file while the app runs, looks at the copy, and says what it holds. */
import { dirname, join } from "node:path";
import { environment, readConfig } from "@/lib/config.ts";
import { takeBackup } from "@/lib/db/backup/take.ts";
import { explained } from "@/lib/start.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import { backupFolder, backupName, keepNewest } from "./backup_files.ts";
import { bookWords } from "./book_words.ts";
import { done, failed, type Outcome, tell } from "./outcome.ts";

const USAGE = `Usage:
  deno task backup            copy the database into the folder backups beside it; the app may run
  deno task backup FILE       into this file, which must not be there yet
  deno task backup FOLDER     into this folder, under a name with the time
      --keep N                afterwards keep only the N newest in that folder that are named so`;

const ABOUT_THE_KEY =
  "The secret key is not in it: keep that as well, and apart. Under another key everybody has to sign in anew, " +
  "and what the database holds sealed (mails under way, forms kept for later) stays shut.";

if (import.meta.main) tell(await explained(() => outcomeOf(Deno.args), "There is no new backup"));

async function outcomeOf(args: readonly string[]): Promise<Outcome> {
  if (asksForHelp(args)) return done(USAGE);
  const read = readArguments(args, { keep: { type: "string" } }, [0, 1]);
  if (!read.ok) return failed(`${read.why}\n\n${USAGE}`);
  const { keep } = read.values;
  if (keep !== undefined && !/^[1-9]\d{0,5}$/.test(String(keep))) {
    return failed(`--keep takes how many are to stay, at least 1.\n\n${USAGE}`);
  }
  const config = readConfig(await environment());
  const to = await targetOf(read.positionals[0], backupFolder(config));
  const contents = await takeBackup(config, to);
  const gone = keep === undefined ? [] : await keepNewest(dirname(to), Number(keep));
  return done(
    [`${to}: ${bookWords(contents)}. It is whole.`, ...gone.map((name) => `Removed ${name}.`)]
      .join("\n"),
    `To put it back, stop the app, then: deno task restore ${to}\n${ABOUT_THE_KEY}`,
  );
}

/** A folder stands for a new name in it. */
async function targetOf(path: string | undefined, usual: string): Promise<string> {
  const name = backupName(Date.now());
  if (path === undefined) return join(usual, name);
  const found = await Deno.stat(path).catch(() => null);
  return found?.isDirectory ? join(path, name) : path;
}
