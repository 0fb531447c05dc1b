/** What a flood of sign-ins does to everybody else: how long other pages take meanwhile, and what memory it takes. */
import type { AppProcess } from "../support/process.ts";
import type { Counts, Flood } from "./flooder.ts";
import { atSignIn, quantile } from "./sign_in_app.ts";

const AT_ONCE = 32;
const SECONDS = Number(Deno.args[0] ?? 60);
const BOUNDS = { ms: 50, mb: 300 };

function startFlood(flood: Flood): Promise<Counts> {
  const worker = new Worker(new URL("./flooder.ts", import.meta.url), { type: "module" });
  const counts = Promise.withResolvers<Counts>();
  worker.onmessage = ({ data }) => {
    worker.terminate();
    counts.resolve(data);
  };
  worker.postMessage(flood);
  return counts.promise;
}

/** Opens pages in turn, as one person would who reads fast, and returns how long each took. */
async function read(urls: readonly string[], cookie: string, seconds: number): Promise<number[]> {
  const times: number[] = [];
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    const started = performance.now();
    const response = await fetch(urls[times.length % urls.length]!, { headers: { cookie } });
    await response.arrayBuffer();
    times.push(performance.now() - started);
    if (response.status !== 200) throw new Error(`${response.url}: ${response.status}`);
    await new Promise((resume) => setTimeout(resume, 10));
  }
  return times;
}

/** Megabytes, and the most that it ever was. */
async function memory({ pid }: AppProcess): Promise<{ now: number; peak: number }> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)![1]) / 1024;
  return { now: read("VmRSS"), peak: read("VmHWM") };
}

function tell(what: string, times: readonly number[]): number {
  const [half, most] = [quantile(times, 0.5), quantile(times, 0.99)];
  const counted = `${times.length} pages`.padEnd(12);
  console.log(
    `${what.padEnd(16)} ${counted} p50 ${half.toFixed(1)} ms   p99 ${most.toFixed(1)} ms`,
  );
  return most;
}

await atSignIn(async (app, form) => {
  const visitor = app.visitor();
  await visitor.register("Ada");
  const cookie = [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
  const urls = ["/", "/appointments"].map((path) => visitor.origin + path);
  await read(urls, cookie, 2);
  tell("before", await read(urls, cookie, 5));
  const flood = startFlood({ form, atOnce: AT_ONCE, seconds: SECONDS });
  const most = tell("in the flood", await read(urls, cookie, SECONDS - 1));
  console.log(`Sign-ins, ${AT_ONCE} at once for ${SECONDS} s:`, await flood);
  const { now, peak } = await memory(app);
  console.log(`Memory at the end ${Math.round(now)} MB, at most ${Math.round(peak)} MB`);
  if (most > BOUNDS.ms || peak > BOUNDS.mb) Deno.exitCode = 1;
});
