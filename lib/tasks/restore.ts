/** Puts a backup into the place of a database file, which nobody may have open, or into the empty database of a server. */
import { environment, readConfig } from "@/lib/config.ts";
import { pathOf } from "@/lib/db/file.ts";
import { isFile } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import { done, failed, type Outcome, tell } from "./outcome.ts";
import { restoreFile } from "./restore_file.ts";
import { restoreToServer } from "./restore_server.ts";

const USAGE = `Usage:
  deno task restore FILE      put a backup into the place of the database; stop the app first.
                              Where DATABASE_URL is a server, its database has to be empty
      --yes                   do not ask whether to replace a database; it is kept in any case
      --keep-logins           leave logins, API tokens, private addresses, links and waiting mails as they
                              were then, where nothing has happened since: when you move`;

const OPTIONS = { yes: { type: "boolean" }, "keep-logins": { type: "boolean" } } as const;

if (import.meta.main) tell(await explained(() => outcomeOf(Deno.args), "Nothing is restored"));

async function outcomeOf(args: readonly string[]): Promise<Outcome> {
  if (asksForHelp(args)) return done(USAGE);
  const read = readArguments(args, OPTIONS, [1, 1]);
  if (!read.ok) return failed(`${read.why}\n\n${USAGE}`);
  const [from = ""] = read.positionals;
  const wishes = {
    isSure: read.values.yes === true,
    keepsLogins: read.values["keep-logins"] === true,
  };
  const config = readConfig(await environment());
  return isFile(config.databaseUrl)
    ? await restoreFile(from, pathOf(config.databaseUrl), wishes)
    : await restoreToServer(from, config, wishes);
}
