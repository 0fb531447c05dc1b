/** Puts a backup into the place of the database, which nobody may have open, and keeps what was there. */
import { environment, readConfig } from "@/lib/config.ts";
import { explained } from "@/lib/start.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import { done, failed, type Outcome, tell } from "./outcome.ts";
import { restoreFile } from "./restore_file.ts";

const USAGE = `Usage:
  deno task restore FILE      put a backup into the place of the database; stop the app first
      --yes                   do not ask whether to replace a database; it is kept in any case
      --keep-logins           leave logins, API tokens, private addresses, links and waiting mails as they
                              were then, where nothing has happened since: when you move`;

const OPTIONS = { yes: { type: "boolean" }, "keep-logins": { type: "boolean" } } as const;

if (import.meta.main) tell(await explained(() => outcomeOf(Deno.args), "Nothing is restored"));

async function outcomeOf(args: readonly string[]): Promise<Outcome> {
  if (asksForHelp(args)) return done(USAGE);
  const read = readArguments(args, OPTIONS, 1);
  if (!read.ok) return failed(`${read.why}\n\n${USAGE}`);
  const [from] = read.positionals;
  if (from === undefined) return failed(USAGE);
  const { databaseUrl } = readConfig(await environment());
  return await restoreFile(from, databaseUrl.slice("file:".length), {
    isSure: read.values.yes === true,
    keepsLogins: read.values["keep-logins"] === true,
  });
}
