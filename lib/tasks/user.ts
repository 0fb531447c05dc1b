/** Looks after accounts from the command line: the first administrator, links for new passwords, a move from another app. */
import { createDeps } from "@/lib/app.ts";
import type { AuthDeps } from "@/lib/auth/mod.ts";
import { environment, loadConfig, readConfig } from "@/lib/config.ts";
import { migrate, requireMigrated } from "@/lib/db/migrate.ts";
import { openDatabase, openKnownDatabase } from "@/lib/db/open.ts";
import { explained } from "@/lib/start.ts";
import { QUIET } from "@/lib/web/log.ts";
import { asksForHelp, readArguments } from "./arguments.ts";
import { failed, type Outcome, tell } from "./outcome.ts";
import {
  activate,
  add,
  admin,
  deactivate,
  list,
  password,
  printResetLink,
} from "./user_commands.ts";
import { importUsers } from "./user_import.ts";

const USAGE = `Usage:
  deno task user add EMAIL [NAME]     make an account; its password is asked for, or taken from PASSWORD
  deno task user list [SEARCH]        all accounts, or those with SEARCH in their name or address
  deno task user admin EMAIL          make somebody an administrator, or with --remove a plain user again
  deno task user deactivate EMAIL     switch an account off: it is signed out everywhere at once
  deno task user activate EMAIL       switch it on again
  deno task user reset-link EMAIL     print a link with which its owner chooses a new password
  deno task user password EMAIL       set a new password yourself, given as for add
  deno task user import FILE.csv      take accounts over, all or none; --dry-run only looks,
                                      --skip-bad and --skip-existing leave lines out`;

type Options = Readonly<Record<string, { readonly type: "boolean" }>>;

interface Command {
  /** How many arguments it takes, at least and at most. */
  readonly takes: readonly [least: number, most: number];
  readonly options?: Options;
  /** Whether it may be the first that is done with the app, before there is a database. */
  readonly isFirst?: true;
  run(
    deps: AuthDeps,
    args: readonly string[],
    options: ReadonlySet<string>,
  ): Promise<Outcome>;
}

const FLAG = { type: "boolean" } as const;

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["add", { takes: [1, 2], isFirst: true, run: add }],
  ["list", { takes: [0, 1], run: list }],
  ["admin", { takes: [1, 1], options: { remove: FLAG }, run: admin }],
  ["deactivate", { takes: [1, 1], run: deactivate }],
  ["activate", { takes: [1, 1], run: activate }],
  ["reset-link", { takes: [1, 1], run: printResetLink }],
  ["password", { takes: [1, 1], run: password }],
  ["import", {
    takes: [1, 1],
    options: { "dry-run": FLAG, "skip-bad": FLAG, "skip-existing": FLAG },
    isFirst: true,
    run: importUsers,
  }],
]);

if (import.meta.main) {
  await main(Deno.args);
  Deno.exit(); // a pipe that stays open would keep it waiting
}

async function main(args: readonly string[]): Promise<void> {
  if (asksForHelp(args)) return console.log(USAGE);
  tell(await explained(() => outcomeOf(args), "The accounts cannot be reached"));
}

async function outcomeOf([name = "", ...rest]: readonly string[]): Promise<Outcome> {
  const command = COMMANDS.get(name);
  if (!command) return failed(name ? `There is no command ${name}.\n\n${USAGE}` : USAGE);
  const read = readArguments(rest, command.options ?? {}, command.takes);
  if (!read.ok) return failed(`${read.why}\n\n${USAGE}`);
  const env = await environment();
  await using db = await (command.isFirst ? openDatabase : openKnownDatabase)(readConfig(env));
  await (command.isFirst ? migrate : requireMigrated)(db);
  const config = await loadConfig(env); // only now: where there is no app, none is begun by looking
  const deps = createDeps({ config, db, log: QUIET });
  return await command.run(deps, read.positionals, new Set(Object.keys(read.values)));
}
