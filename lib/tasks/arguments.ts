import { parseArgs, type ParseArgsConfig } from "node:util";

/** What was asked for on the command line, or what is wrong with it. */
export type Arguments =
  | {
    readonly ok: true;
    readonly positionals: readonly string[];
    readonly values: Readonly<Record<string, unknown>>;
  }
  | { readonly ok: false; readonly why: string };

/** @param takes how many arguments there have to be, and may be, options aside */
export function readArguments(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  [least, most]: readonly [least: number, most: number],
): Arguments {
  try {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    if (positionals.length < least) return { ok: false, why: "Something is missing." };
    if (positionals.length > most) return { ok: false, why: `${positionals[most]} is too much.` };
    return { ok: true, positionals, values };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, why: `${message.split(".")[0]}.` }; // what follows is advice for those who write programs
  }
}

export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => arg === "--help" || arg === "-h");
}
