import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { sql } from "kysely";
import { createApp } from "@/lib/app.ts";
import { createReadiness } from "@/lib/readiness.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { stallable } from "../support/stalled.ts";
import type { Handler } from "../support/visitor.ts";
import { pause } from "../support/waiting.ts";

/** What was logged about being ready. */
const changes = ({ lines }: TestApp) =>
  lines.map((line) => JSON.parse(line)).filter(({ event }) => /ready/.test(event))
    .map(({ event, trouble }) => trouble ? `${event}: ${trouble}` : event);

const probe = async (app: TestApp) => {
  const { status, text } = await app.visitor().get("/readyz");
  return `${status} ${text.trim()}`;
};

Deno.test("whoever asks whether the app is ready is told so, without session, cookie or a line in the log", async () => {
  await using app = await testApp();
  const response = await app.handler(new Request("http://10.0.0.7:8000/readyz"));
  assertEquals([response.status, await response.text()], [200, "ready\n"]);
  assertEquals(response.headers.getSetCookie(), []);
  assertStringIncludes(response.headers.get("content-type")!, "text/plain");
  await app.visitor().get("/healthz");
  assertEquals(app.lines, []);
});

const ALTERED: [what: string, by: string, back: string, word: string][] = [
  [
    "a newer version has changed",
    "INSERT INTO migrations (name) VALUES ('0099_future')",
    "DELETE FROM migrations WHERE name = '0099_future'",
    "other version",
  ],
  [
    "is older than this version",
    "DELETE FROM migrations WHERE name = '0001_start'",
    "INSERT INTO migrations (name) VALUES ('0001_start')",
    "other version",
  ],
  [
    "holds no tables",
    "ALTER TABLE migrations RENAME TO elsewhere",
    "ALTER TABLE elsewhere RENAME TO migrations",
    "other version",
  ],
];

for (const [what, by, back, word] of ALTERED) {
  Deno.test(`with a database that ${what}, the app is not ready until that is put right`, async () => {
    await using app = await testApp();
    await sql.raw(by).execute(app.db);
    assertEquals([await probe(app), await probe(app)], [`503 ${word}`, `503 ${word}`]);
    const { headers } = await app.visitor().get("/readyz");
    assertEquals(headers.get("retry-after"), "2");
    assertEquals((await app.visitor().get("/healthz")).status, 200);
    await sql.raw(back).execute(app.db);
    assertEquals([await probe(app), await probe(app)], ["200 ready", "200 ready"]);
    assertEquals(changes(app), [`not ready: ${word}`, "ready again"]);
  });
}

Deno.test("a database that takes longer than a second is told to be slow; probes do not pile up on it", async () => {
  await using app = await testApp();
  const line = stallable(app.db);
  const readiness = createReadiness({ db: line.db, log: app.log });
  const flow = line.stall();
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 50 }, () => readiness.check()));
  assertEquals(new Set(answers), new Set(["slow"]));
  assert(performance.now() - began < 1_500);
  assertEquals(line.asked, 1);
  flow();
  await pause(10);
  assertEquals(await readiness.check(), null);
  assertEquals(changes(app), ["not ready: slow", "ready again"]);
});

Deno.test("an app that is not ready says so in a word that gives nothing away", async () => {
  await using app = await testApp();
  const db = app.db.withPlugin({
    transformQuery: () => {
      throw new Error("no such column: secret");
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  const readiness = createReadiness({ db, log: app.log });
  assertEquals(await readiness.check(), "failing");
  assertStringIncludes(app.lines.join("\n"), "no such column: secret");
});

Deno.test("until it serves, the app answers nothing but that it lives; when it stops, it is no longer ready", async () => {
  await using app = await testApp();
  const readiness = createReadiness(app, "starting");
  const handler = createApp(app, readiness).handler() as Handler;
  const ask = async (path: string) => {
    const response = await handler(new Request(`http://localhost:8000${path}`));
    return `${response.status} ${(await response.text()).split("\n")[0]}`;
  };
  assertEquals(await ask("/healthz"), "200 ok");
  assertEquals(await ask("/readyz"), "503 starting");
  for (const path of ["/", "/login", "/styles.css", "/api/me", "/not-there"]) {
    assertEquals(await ask(path), "503 Cloakroom is starting. Please try again in a moment.", path);
  }
  readiness.enter("serving");
  assertEquals([await ask("/readyz"), await ask("/api/nothing")], ["200 ready", "404 Not found."]);
  readiness.enter("stopping");
  readiness.enter("serving");
  assertEquals([await ask("/healthz"), await ask("/readyz")], ["200 ok", "503 stopping"]);
  assertFalse(app.lines.some((line) => line.includes("readyz")));
});
