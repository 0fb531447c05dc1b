/**
 * Changes lib/session in one small way at a time, and runs its tests on each such mutant: one that survives is a rule
 * that no test holds. Fails when fewer than 90 % are noticed, and says of the others whether somebody has explained
 * them (accepted.ts).
 */
import { join } from "node:path";
import { ROOT } from "../support/constants.ts";
import { inNewFolder } from "../support/process.ts";
import { ACCEPTED } from "./accepted.ts";
import { settings } from "./settings.ts";

/** A program of its own, outside the lock file: who only starts the app need not download it. */
const STRYKER = [
  "--no-config",
  "--no-lock",
  "--node-modules-dir=none",
  "npm:@stryker-mutator/core@^10",
];

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Mutant {
  readonly status: string;
  readonly location: { readonly start: Place; readonly end: Place };
  readonly replacement: string;
}

type Files = Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>;

/** What is changed and into what, within its line: `return «a === b → true»;`. */
function describe(source: string, { location: { start, end }, replacement }: Mutant): string {
  const lines = source.split("\n");
  const offset = ({ line, column }: Place) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  const was = source.slice(offset(start), offset(end)).replace(/\s+/g, " ");
  const before = lines[start.line - 1]!.slice(0, start.column - 1).trimStart();
  const short = was.length > 60 ? `${was.slice(0, 60)}…` : was;
  const after = lines[end.line - 1]!.slice(end.column - 1);
  return `${before}«${short} → ${replacement.replace(/\s+/g, " ")}»${after}`;
}

function tellSurvivors(files: Files): void {
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const unused = new Set(Object.keys(ACCEPTED[file] ?? {}));
    for (const mutant of mutants.filter(({ status }) => status === "Survived")) {
      const change = describe(source, mutant);
      const reason = ACCEPTED[file]?.[change];
      console.log(`${file}:${mutant.location.start.line}  ${change}`);
      console.log(reason ? `    accepted: ${reason}` : "    NO TEST NOTICES THIS");
      unused.delete(change);
    }
    for (const change of unused) console.log(`${file}: accepted, but noticed or gone: ${change}`);
  }
  for (const file of Object.keys(ACCEPTED)) {
    if (!files[file]) console.log(`${file}: accepted, but not a file any more`);
  }
}

// Ctrl-C ends Stryker; what is left to do here is to remove the folder.
Deno.addSignalListener("SIGINT", () => {});
await inNewFolder(async (folder) => {
  const config = join(folder, "stryker.json");
  const report = join(folder, "report.json");
  await Deno.writeTextFile(config, JSON.stringify(settings(folder)));
  const args = ["run", "-A", ...STRYKER, "run", config];
  const { code } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).spawn().status;
  const text = await Deno.readTextFile(report).catch(() => null); // none when the tests fail as they are
  if (text) tellSurvivors(JSON.parse(text).files);
  Deno.exitCode = code;
});
