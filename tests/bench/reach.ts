/**
 * How far one process goes, and what more of them carry: on one file, on one libSQL server, and on one that is far away. The
 * load comes from this machine, too, so numbers are low and tell by their ratios; see "How far it goes" in CONTRIBUTING.md.
 */
import { LibsqlServer } from "../support/libsql_server.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { slowLine } from "../support/slow_line.ts";
import { make, shownToken } from "../support/tokens.ts";
import { PASSWORD, tokenIn, type Visitor } from "../support/visitor.ts";
import { addAppointments } from "./appointments.ts";
import { quantile } from "./sign_in_app.ts";

const SECONDS = 3;
const AT_ONCE = 16;
/** Milliseconds of a way to the server and back, as between two cities. */
const FAR = 20;

interface Case {
  readonly name: string;
  readonly instances: number;
  readonly on: "file" | "server" | "far server";
}

const CASES: Case[] = [
  { name: "file, 1 process", instances: 1, on: "file" },
  { name: "file, 2 processes", instances: 2, on: "file" },
  { name: "server, 1 instance", instances: 1, on: "server" },
  { name: "server, 2 instances", instances: 2, on: "server" },
  { name: `server ${FAR} ms away, 1 instance`, instances: 1, on: "far server" },
];

type Act = (instance: number) => Promise<Response>;

interface Result {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly half: number;
  readonly most: number;
}

/** Does the same again and again, so many at once, over all instances in turn. */
async function hammer(act: Act, status: number, atOnce = AT_ONCE): Promise<Result> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(Array.from({ length: atOnce }, async (_, worker) => {
    for (let started; (started = performance.now()) < end;) {
      const response = await act(worker);
      await response.arrayBuffer();
      times.push(performance.now() - started);
      if (response.status !== status) throw new Error(`${response.url}: ${response.status}`);
    }
  }));
  const [half, most] = [quantile(times, 0.5), quantile(times, 0.99)];
  return { perSecond: times.length / SECONDS, half, most };
}

const TIMES = { starts_at: "2099-05-04T09:30:00Z", ends_at: "2099-05-04T10:00:00Z" };

/** What people do: look at their list, note an appointment, sign in. */
async function measure(apps: readonly AppProcess[]): Promise<Record<string, Result>> {
  const ada = apps[0]!.visitor();
  await ada.register("Ada");
  const token = shownToken(await make(ada, { scope: "write" }))!;
  await addAppointments(ada, 20);
  const origin = (instance: number) => `http://localhost:${apps[instance % apps.length]!.port}`;
  const cookie = cookiesOf(ada);
  const read: Act = (i) => fetch(`${origin(i)}/appointments`, { headers: { cookie } });
  await hammer(read, 200); // warms up
  const one = await hammer(read, 200, 1);
  const many = await hammer(read, 200);
  const writes = await hammer((i) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ title: crypto.randomUUID(), ...TIMES });
    return fetch(`${origin(i)}/api/appointments`, { method: "POST", headers, body });
  }, 201);
  // Each signs in to an account of their own: those who try one account stand in line.
  for (let i = 0; i < AT_ONCE; i++) await apps[0]!.visitor().register(`Reader${i}`);
  const stranger = apps[0]!.visitor();
  const csrf_token = tokenIn((await stranger.get("/login")).text)!;
  const form = { csrf_token, password: PASSWORD };
  const signIns = await hammer((i) => {
    const headers = { cookie: cookiesOf(stranger), origin: origin(i) };
    const body = new URLSearchParams({ ...form, email: `reader${i}@example.org` });
    return fetch(`${origin(i)}/login`, { method: "POST", headers, body, redirect: "manual" });
  }, 303);
  return {
    "list, one reader": one,
    "lists": many,
    "new appointments": writes,
    "sign-ins": signIns,
  };
}

function cookiesOf({ cookies }: Visitor): string {
  return [...cookies].map((pair) => pair.join("=")).join("; ");
}

/** Where the instances find their database, which is started where it is a server. */
async function databaseFor(on: Case["on"], folder: string, stack: AsyncDisposableStack) {
  if (on === "file") return "file:data/cloakroom.db";
  const server = stack.use(await LibsqlServer.start({ folder }));
  return on === "server" ? server.url : stack.use(slowLine(server, FAR)).url;
}

await build();
for (const { name, instances, on } of CASES) {
  await inNewFolder(async (folder) => {
    await using stack = new AsyncDisposableStack();
    const DATABASE_URL = await databaseFor(on, folder, stack);
    const env = { DATABASE_URL, LOG_FORMAT: "json", MALLOC_TRIM_THRESHOLD_: "131072" };
    const apps: AppProcess[] = [];
    for (let i = 0; i < instances; i++) {
      apps.push(
        stack.use(await new AppProcess(folder, freePort(), env).ready()),
      );
    }
    console.log(`\n${name}`);
    for (const [what, { perSecond, half, most }] of Object.entries(await measure(apps))) {
      const speed = `${perSecond.toFixed(0)}/s`.padStart(8);
      console.log(
        `  ${what.padEnd(18)} ${speed}   p50 ${half.toFixed(1)} ms   p99 ${most.toFixed(1)} ms`,
      );
    }
  });
}
