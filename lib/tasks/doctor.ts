/** Says why signing in or a form fails: reads the settings, and what a browser sent or an address answers. */
import { sessionSettingsOf } from "@/lib/app.ts";
import { systemClock } from "@/lib/clock.ts";
import { environment, knownSecret } from "@/lib/config.ts";
import {
  examine,
  examineSettings,
  examineVisit,
  readPasted,
  readSettings,
  report,
  type Section,
  type Settings,
  visit,
} from "@/lib/doctor/mod.ts";
import { QUIET } from "@/lib/web/log.ts";
import { asksForHelp } from "./arguments.ts";
import { askDatabase } from "./ask_database.ts";
import { standardInput } from "./standard_input.ts";

const USAGE = `Usage:
  deno task doctor                            the settings alone
  deno task doctor https://book.example       what that address answers, and whether it takes a form
  deno task doctor "Origin: …" "Cookie: …"    headers copied from the browser's network tools
  curl -v … 2>&1 | deno task doctor -         headers from standard input`;

if (import.meta.main) {
  await main(Deno.args);
  Deno.exit(); // a pipe that stays open would keep it waiting
}

async function main(args: readonly string[]): Promise<void> {
  if (asksForHelp(args)) return console.log(USAGE);
  const isAddress = args.some((arg) => /^https?:\/\//i.test(arg));
  const option = args.find((arg) => /^--?\w*$/.test(arg) && arg !== "-");
  if (option) return refuse(`${option} is not an option.`);
  if (args.length > 1 && (isAddress || args.includes("-"))) {
    return refuse("Give one address, or headers, or - for standard input.");
  }
  const settings = await readSettings({
    clock: systemClock,
    environment,
    ownSecret: knownSecret,
    session: (config) => sessionSettingsOf({ config, clock: systemClock, log: QUIET }),
    database: askDatabase,
  });
  const asked = isAddress ? await askAddress(args[0]!, settings) : await askText(args, settings);
  if (asked === undefined) return;
  tell([{ title: "Settings", findings: examineSettings(settings) }, ...asked]);
  if (asked.length === 0) console.log(`\n${USAGE}`);
}

async function askAddress(address: string, settings: Settings): Promise<Section[] | void> {
  const url = URL.parse(address);
  if (!url) return refuse(`${JSON.stringify(address)} is not an address.`);
  if (url.pathname === "/") url.pathname = "/login";
  const findings = examineVisit(await visit(url, settings.clock), settings);
  return [{ title: `What ${url.origin} answers`, findings }];
}

async function askText(args: readonly string[], settings: Settings): Promise<Section[] | void> {
  const text = args.length > 0 && args[0] !== "-"
    ? args.join("\n")
    : await standardInput({ isExpected: args.length > 0 });
  if (text.trim() === "" && args.length === 0) return [];
  const exchanges = readPasted(text);
  if (exchanges.length === 0) {
    return refuse(
      "That text holds no header to judge, such as Cookie, Origin, Host or Set-Cookie. An address begins with http:// or https://.",
    );
  }
  return exchanges.map((evidence, index) => ({
    title: exchanges.length > 1 ? `Headers, request ${index + 1}` : "Headers",
    findings: examine(evidence, settings),
  }));
}

function tell(sections: readonly Section[]): void {
  const colours = Deno.stdout.isTerminal() && !Deno.noColor;
  console.log(report(sections, { colours }));
  const isWrong = sections.some(({ findings }) => findings.some(({ level }) => level === "wrong"));
  Deno.exitCode = isWrong ? 1 : 0;
}

function refuse(why: string): void {
  console.error(`${why}\n\n${USAGE}`);
  Deno.exitCode = 1;
}
