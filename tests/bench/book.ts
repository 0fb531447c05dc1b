/**
 * Whether pages stay fast with all that somebody has ever noted: the time that each takes one person with 10,000
 * appointments, as a multiple of what it takes one with 20. Ratios within one run hold on any machine.
 */
import { Agent, request } from "node:http";
import { openDatabase } from "@/lib/db/open.ts";
import { DAY, fill, HOUR } from "../support/book.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import type { Visitor } from "../support/visitor.ts";
import { fileAt } from "../support/database.ts";

const ROUNDS = 300;
const WARM_UP = 60;
const SMALL = 20;
const LARGE = 10_000;
/** What is aimed at. */
const MOST = 3;

const PAGES: Record<string, string> = {
  "list": "/appointments",
  "list, past": "/appointments?when=past",
  "week": "/appointments/week",
  "month": "/appointments/month",
  "search, a rare word": "/appointments?q=rarely",
  "search, a common word": "/appointments?q=appointment",
  "search, two words": "/appointments?q=street+appointment",
  "search, a part of a word": "/appointments?q=ointm",
  "search, two letters": "/appointments?q=hi",
  "search, two letters that are nowhere": "/appointments?q=zz",
  "search, no result": "/appointments?q=nowhere",
  "home": "/",
};

/**
 * Appointments around now: three fifths of them are past, one in a hundred is rare, one in two hundred lasts for weeks.
 *
 * @param every days from one to the next
 */
function appointments(count: number, every: number) {
  return Array.from({ length: count }, (_, i) => {
    const startsAt = Date.now() + Math.round((i - count * 0.6) * every * DAY);
    return {
      title: i % 100 === 7 ? `Rarely seen ${i}` : `Appointment with somebody ${i}`,
      location: "High Street 4",
      startsAt,
      endsAt: startsAt + (i % 200 === 9 ? 40 * DAY : HOUR),
    };
  });
}

/** Somebody new with a full book; returns what their browser sends along. */
async function person(app: AppProcess, name: string, count: number, every: number) {
  const visitor: Visitor = app.visitor();
  await visitor.register(name);
  await visitor.get("/appointments"); // and so the welcome is read
  await using db = await openDatabase(fileAt(`${app.folder}/data/cloakroom.db`));
  const { id } = await db.selectFrom("users").select("id").where("name", "=", name)
    .executeTakeFirstOrThrow();
  await fill(db, id, appointments(count, every));
  return [...visitor.cookies].map((pair) => pair.join("=")).join("; ");
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds until a page has come. */
function time(port: number, path: string, cookie: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    request({
      agent,
      port,
      path,
      host: "127.0.0.1",
      headers: { cookie, host: `localhost:${port}` },
    }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`));
      answer.on("end", () => resolve(performance.now() - started)).resume();
    }).on("error", reject).end();
  });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

await build();
await inNewFolder(async (folder) => {
  await using app = await new AppProcess(folder, freePort()).ready();
  const cookies = {
    small: await person(app, "Ada", SMALL, 1),
    large: await person(app, "Bo", LARGE, 0.5),
  };
  console.log(`${"".padEnd(38)} ${String(SMALL).padStart(8)} ${String(LARGE).padStart(8)}`);
  for (const [name, path] of Object.entries(PAGES)) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round < ROUNDS + WARM_UP; round++) {
      for (const size of ["small", "large"] as const) {
        const took = await time(app.port, path, cookies[size]);
        if (round >= WARM_UP) times[size].push(took);
      }
    }
    const [small, large] = [median(times.small), median(times.large)];
    const ratio = large / small;
    if (ratio > MOST) Deno.exitCode = 1;
    const ms = (value: number) => `${value.toFixed(2)} ms`.padStart(8);
    console.log(
      `${name.padEnd(38)} ${ms(small)} ${ms(large)}   ${ratio.toFixed(2)}${
        ratio > MOST ? "  too much" : ""
      }`,
    );
  }
});
agent.destroy();
