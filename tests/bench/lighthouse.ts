/**
 * What Lighthouse says of the pages that people see most, on a desktop and on a phone, without any network but this
 * machine. Ends with 1 when a score is too low. Speed is measured, so this is no test: a busy machine changes it.
 */
import { browserPath } from "../support/browser.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import type { Visitor } from "../support/visitor.ts";
import { addAppointments } from "./appointments.ts";

/** Of 100. */
const ENOUGH = 98;

/** A program of its own, outside the lock file: who only starts the app need not download it. */
const LIGHTHOUSE = ["--no-config", "--no-lock", "--node-modules-dir=none", "npm:lighthouse@^13.5"];

const DEVICES = { desktop: ["--preset=desktop"], phone: [] };

interface Report {
  readonly finalDisplayedUrl: string;
  readonly categories: Record<
    string,
    { title: string; score: number; auditRefs: { id: string; weight: number }[] }
  >;
  readonly audits: Record<string, { title: string; score: number | null }>;
}

async function look(url: string, visitor: Visitor, flags: string[]): Promise<Report> {
  const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
  const options = [
    "--quiet",
    "--output=json",
    "--only-categories=performance,accessibility,best-practices,seo",
    "--chrome-flags=--headless --no-sandbox --disable-gpu",
    `--extra-headers=${JSON.stringify({ cookie })}`,
  ];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...LIGHTHOUSE, url, ...options, ...flags],
    env: { CHROME_PATH: browserPath(), NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (!text.startsWith("{")) throw new Error(new TextDecoder().decode(stderr));
  const report: Report = JSON.parse(text);
  if (report.finalDisplayedUrl !== url) {
    throw new Error(`${url} led to ${report.finalDisplayedUrl}`);
  }
  return report;
}

/** Prints the scores; returns whether they will do. */
function tell(name: string, { categories, audits }: Report): boolean {
  const all = Object.values(categories);
  const scores = all.map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  console.log(`${name.padEnd(24)} ${scores.join("   ")}`);
  const low = all.filter(({ score }) => Math.round(score * 100) < ENOUGH);
  for (const { auditRefs } of low) {
    for (const { id, weight } of auditRefs) {
      const { title, score } = audits[id]!;
      if (weight > 0 && score !== null && score < 0.9) console.log(`  ${id}: ${title} (${score})`);
    }
  }
  return low.length === 0;
}

await build();
await inNewFolder(async (folder) => {
  await using app = await new AppProcess(folder, freePort()).ready();
  const ada = app.visitor();
  await ada.register("Ada");
  await addAppointments(ada, 20);
  const stranger = app.visitor();
  const pages = [["home", "/", stranger], ["login", "/login", stranger], [
    "list",
    "/appointments",
    ada,
  ]] as const;
  let isEnough = true;
  for (const [device, flags] of Object.entries(DEVICES)) {
    for (const [name, path, visitor] of pages) {
      const report = await look(ada.origin + path, visitor, flags);
      isEnough = tell(`${name}, ${device}`, report) && isEnough;
    }
  }
  Deno.exitCode = isEnough ? 0 : 1;
});
