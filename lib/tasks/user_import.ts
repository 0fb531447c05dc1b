import {
  type AuthDeps,
  checkImport,
  importAccounts,
  type ImportedAccount,
  type ImportProblem,
} from "@/lib/auth/mod.ts";
import { readImportFile } from "./import_file.ts";
import { done, failed, type Outcome } from "./outcome.ts";

/** Takes accounts over from a file, all or none, and says line by line why not. */
export async function importUsers(
  deps: AuthDeps,
  [path = ""]: readonly string[],
  options: ReadonlySet<string>,
): Promise<Outcome> {
  const bytes = await read(path);
  if (typeof bytes === "string") return failed(bytes);
  const file = readImportFile(bytes);
  if (!file.ok) return failed(`${file.why}\nNothing is imported.`);
  const { accounts, problems } = checkImport(file.lines, deps.clock());
  const bad = [...file.problems, ...problems].toSorted((a, b) => a.line - b.line);
  const [skipsBad, skipsExisting] = [options.has("skip-bad"), options.has("skip-existing")];
  const isRehearsal = options.has("dry-run") || (bad.length > 0 && !skipsBad);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const { fresh, existing } = await importAccounts(deps, accounts, {
    skipsExisting,
    isRehearsal,
    timeZone,
  });
  const skipped = [...linesOf(bad), ...linesOf(existing.map(hasAccount))];
  const advice = [
    ...(bad.length > 0 && !skipsBad ? ["--skip-bad leaves out what cannot be taken."] : []),
    ...(existing.length > 0 && !skipsExisting
      ? ["--skip-existing passes over who has an account already; it stays as it is."]
      : []),
  ];
  if (advice.length > 0) return failed([...skipped, "Nothing is imported.", ...advice].join("\n"));
  return done([...skipped, summary(fresh, skipped.length, options.has("dry-run"))].join("\n"));
}

function hasAccount({ line, email }: ImportedAccount): ImportProblem {
  return { line, why: `${JSON.stringify(email)} has an account here already` };
}

function linesOf(problems: readonly ImportProblem[]): string[] {
  return problems.map(({ line, why }) => `Line ${line}: ${why}.`);
}

function summary(fresh: readonly ImportedAccount[], skipped: number, isRehearsal: boolean): string {
  if (fresh.length === 0) return "No account is left to import. Nothing is changed.";
  const count = fresh.length === 1 ? "1 account" : `${fresh.length} accounts`;
  const be = fresh.length === 1 ? "is" : "are";
  const off = fresh.filter(({ isActive }) => !isActive).length;
  return [
    isRehearsal ? `${count} would be imported.` : `${count} ${be} imported.`,
    ...(off > 0 ? [`Switched off among them: ${off}.`] : []),
    ...(skipped > 0 ? [`Lines left out: ${skipped}.`] : []),
    isRehearsal
      ? "Nothing is changed yet."
      : "Their passwords stay as they are, and their addresses count as confirmed only where the file says so.",
  ].join(" ");
}

async function read(path: string): Promise<Uint8Array | string> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return `There is no file ${path}.`;
    return `${path} cannot be read: ${error instanceof Error ? error.message : error}.`;
  }
}
