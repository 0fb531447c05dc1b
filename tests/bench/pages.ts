/**
 * How fast the app's pages are, as parts of the fastest page that `Deno.serve` can send. Ratios within one run hold
 * on any machine, requests per second only on this one.
 */
import { join } from "node:path";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { addAppointments } from "./appointments.ts";

const ROUNDS = 3;
const SECONDS = 3;
const APPOINTMENTS = 20;

interface Target {
  readonly name: string;
  readonly url: string;
  readonly cookie?: string;
}

/** A program of its own, outside the lock file: who only starts the app need not download it. */
const AUTOCANNON = ["--no-config", "--no-lock", "--node-modules-dir=none", "npm:autocannon@^8"];

/** Requests per second with eight connections. */
async function speed({ url, cookie = "" }: Target): Promise<number> {
  const load = ["--json", "-c", "8", "-d", String(SECONDS), "-H", `cookie=${cookie}`, url];
  const args = ["run", "-A", ...AUTOCANNON, ...load];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, stderr: "null" }).output();
  const { non2xx, errors, requests } = JSON.parse(new TextDecoder().decode(stdout));
  if (non2xx > 0 || errors > 0) throw new Error(`${url} gave wrong answers`);
  return requests.average;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function memory(pid: number): Promise<string> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
  return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MB` : "unknown";
}

async function compare(targets: Target[]): Promise<void> {
  const speeds = new Map(targets.map(({ name }) => [name, [] as number[]]));
  for (const target of targets) await speed(target); // warms up
  for (let round = 0; round < ROUNDS; round++) {
    for (const target of targets) speeds.get(target.name)!.push(await speed(target));
  }
  const ceiling = median(speeds.get(targets[0]!.name)!);
  for (const [name, values] of speeds) {
    const value = median(values);
    const ratio = (value / ceiling).toFixed(3);
    console.log(`${name.padEnd(28)} ${Math.round(value).toString().padStart(7)}/s   ${ratio}`);
  }
}

await build();
await inNewFolder(async (folder) => {
  const ceilingPort = freePort();
  const ceiling = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-net", join(import.meta.dirname!, "ceiling.ts"), String(ceilingPort)],
  }).spawn();
  const started = performance.now();
  await using app = await new AppProcess(folder, freePort()).ready();
  console.log(`Ready after ${Math.round(performance.now() - started)} ms.`);
  const visitor = app.visitor();
  await visitor.register("Ada");
  await addAppointments(visitor, APPOINTMENTS);
  const origin = visitor.origin;
  const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
  await compare([
    { name: "constant page (the ceiling)", url: `http://localhost:${ceilingPort}/` },
    { name: "health check", url: `${origin}/healthz` },
    { name: "stylesheet", url: `${origin}/styles.css` },
    { name: "home, signed out", url: `${origin}/` },
    { name: "list of 20, signed in", url: `${origin}/appointments`, cookie },
  ]);
  console.log(`Memory under load: ${await memory(app.pid)}.`);
  ceiling.kill();
  await ceiling.status;
});
