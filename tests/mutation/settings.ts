import { join } from "node:path";
import { ROOT } from "../support/constants.ts";

/** What a mutant runs under: it may read files and its own number, no more. Packages come from Deno's cache. */
const FLAGS = [
  "--no-prompt --allow-env --allow-read",
  "--no-check --frozen --node-modules-dir=none --fail-fast",
];

/** The tests of `lib/session` alone: they need no built app, and so take half a second. */
function sessionTests(): string[] {
  const http = [...Deno.readDirSync(join(ROOT, "tests/http"))]
    .filter(({ isFile }) => isFile)
    .map(({ name }) => `tests/http/${name}`);
  const ofSession = http.filter((file) =>
    Deno.readTextFileSync(join(ROOT, file)).match(/support\/(session_app|csrf_form)\.ts/)
  );
  return ["tests/unit/session", ...ofSession.toSorted()];
}

/**
 * Stryker's settings. Everything that it writes goes to `folder`. All of its mutators are on, those of messages too:
 * tests are meant to read what people read.
 */
export const settings = (folder: string) => ({
  mutate: ["lib/session/**/*.ts", "!lib/session/mod.ts"],
  testRunner: "command",
  commandRunner: {
    command: [`"${Deno.execPath()}" test`, ...FLAGS, ...sessionTests()].join(" "),
  },
  concurrency: 2,
  timeoutMS: 20_000, // a busy machine is no endless loop
  thresholds: { high: 95, low: 90, break: 90 },
  plugins: [],
  tempDirName: join(folder, "copy"),
  ignorePatterns: ["**", "!lib/**", "!tests/**", "!deno.json", "!deno.lock"],
  symlinkNodeModules: false,
  disableTypeChecks: false,
  reporters: ["progress-append-only", "clear-text", "json"],
  clearTextReporter: { reportMutants: false, reportTests: false }, // run.ts tells them
  jsonReporter: { fileName: join(folder, "report.json") },
  allowConsoleColors: !Deno.noColor,
  logLevel: "warn",
});
