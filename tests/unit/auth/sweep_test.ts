import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { RETENTION, sweep } from "@/lib/auth/mod.ts";
import { startChores } from "@/lib/chores.ts";
import type { EndReason } from "@/lib/db/schema.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { NOW } from "../../support/constants.ts";
import { sessionRows } from "../../support/members.ts";
import { busyPerson, countOf, tablesWith, TRACE } from "../../support/traces.ts";

const DAY = 86_400_000;

function toBeDeleted(app: TestApp, id: string, at = NOW) {
  return app.db.updateTable("users").set({ delete_at: at }).where("id", "=", id).execute();
}

Deno.test("of a person whose time is over not one row and not one byte is left", async () => {
  const folder = await Deno.makeTempDir();
  const file = join(folder, "book.db");
  const bytes = async () => {
    const found = [];
    for await (const { name } of Deno.readDir(folder)) {
      found.push(new TextDecoder("latin1").decode(await Deno.readFile(join(folder, name))));
    }
    return found.join("").toLowerCase();
  };
  {
    await using app = await testApp({ DATABASE_URL: `file:${file}` });
    const ada = await app.person("Ada");
    const user = await busyPerson(app);
    const tables = await tablesWith(app, "user_id");
    for (const table of tables) assert(await countOf(app, table, user.id) > 0, `none: ${table}`);
    assertStringIncludes(await bytes(), TRACE.toLowerCase());
    await toBeDeleted(app, user.id);
    await sweep(app);
    for (const table of tables) assertEquals(await countOf(app, table, user.id), 0, table);
    for (const trace of [TRACE.toLowerCase(), user.id]) {
      assertFalse((await bytes()).includes(trace), trace);
    }
    const left = await app.db.selectFrom("users").select("id").execute();
    assertEquals(left, [{ id: ada.id }]);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("links to the address of a deleted person are gone, too, and nobody else's", async () => {
  await using app = await testApp();
  const user = await busyPerson(app);
  const bo = await app.person("Bo");
  await app.db.insertInto("one_time_tokens").values({
    ...{ token_hash: "bo", purpose: "reset", user_id: bo.id, email: bo.email, sealed: null },
    ...{ created_at: NOW, expires_at: NOW + DAY, used_at: null },
  }).execute();
  await toBeDeleted(app, user.id);
  await sweep(app);
  const links = await app.db.selectFrom("one_time_tokens").select("token_hash").execute();
  assertEquals(links, [{ token_hash: "bo" }]);
});

Deno.test("an account stays to the last millisecond of its time", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const count = async () => (await app.db.selectFrom("users").selectAll().execute()).length;
  await toBeDeleted(app, ada.id, NOW + 1);
  await sweep(app);
  assertEquals(await count(), 1);
  app.wait(0.001);
  await sweep(app);
  assertEquals(await count(), 0);
});

Deno.test("an app that listens is told who is gone, and the log, too", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const told: string[] = [];
  app.hooks.on("deleted", ({ details }) => told.push(details.user));
  await toBeDeleted(app, ada.id);
  await sweep(app);
  assertEquals(told, [ada.id]);
  assert(app.lines.some((line) => line.includes('"type":"deleted"')));
});

Deno.test("many sweeps at once delete once, and do no harm", async () => {
  await using app = await testApp();
  const told: string[] = [];
  app.hooks.on("deleted", ({ details }) => told.push(details.user));
  for (const name of ["Ada", "Bo", "Cy"]) await toBeDeleted(app, (await app.person(name)).id);
  await Promise.all(Array.from({ length: 8 }, () => sweep(app)));
  assertEquals(new Set(told).size, 3);
  assertEquals(told.length, 3);
});

const LOGINS: [what: string, remember: boolean, hours: number, reason: EndReason | null][] = [
  ["used yesterday", false, 24, null],
  ["not used for longer than a day", false, 25, "idle"],
  ["older than a week", false, 8 * 24, "expired"],
  ["remembered, and three weeks old", true, 21 * 24, null],
  ["remembered, and older than a month", true, 31 * 24, "expired"],
];

for (const [what, remember, hours, reason] of LOGINS) {
  Deno.test(`a login ${what} is ${reason ? `noted as over: ${reason}` : "let be"}`, async () => {
    await using app = await testApp();
    await app.visitor().as(await app.person("Ada"), { remember });
    app.wait(hours * 3600);
    await sweep(app);
    const [row] = await sessionRows(app);
    assertEquals(row?.end_reason, reason);
    assertEquals(row?.ended_at, reason && NOW + hours * 3_600_000);
    const events = await app.db.selectFrom("events").select(["type", "user_agent"])
      .where("type", "=", "ended").execute();
    assertEquals(events, reason ? [{ type: "ended", user_agent: "" }] : []);
  });
}

Deno.test("more dead logins than one transaction takes are all noted", async () => {
  await using app = await testApp();
  const { id: user_id } = await app.person("Ada");
  const rows = Array.from({ length: 1201 }, (_, index) => ({
    ...{ id: crypto.randomUUID(), user_id, token_hash: `${index}`, remember: 0, created_at: NOW },
    ...{ seen_at: NOW, confirmed_at: null, user_agent: "", address: "", ended_at: null },
    end_reason: null,
  }));
  await app.db.insertInto("sessions").values(rows).execute();
  app.wait(2 * 86_400);
  await sweep(app);
  const alive = (await sessionRows(app)).filter(({ ended_at }) => ended_at === null);
  assertEquals(alive.length, 0);
});

/** A table, the column that says how old a row is, and how long a row is kept after that. */
const AGES = [
  ["events", "at", RETENTION.events],
  ["sessions", "ended_at", RETENTION.endedLogins],
  ["api_tokens", "revoked_at", RETENTION.endedTokens],
  ["api_tokens", "expires_at", RETENTION.endedTokens],
  ["one_time_tokens", "expires_at", RETENTION.links],
  ["kept_forms", "expires_at", 0],
  ["mails", "created_at", RETENTION.mails],
  ["replaced_tokens", "known_until", 0],
] as const;

for (const [table, column, age] of AGES) {
  Deno.test(`rows of ${table} go ${age / DAY} days after ${column}, and not before`, async () => {
    await using app = await testApp();
    await busyPerson(app);
    const mail = { id: "mail", sealed: "", created_at: NOW, due_at: NOW };
    await app.db.insertInto("mails")
      .values({ ...mail, sent_at: null, failed_at: null, failure: null }).execute();
    await app.db.insertInto("replaced_tokens").values({ token_hash: "", known_until: 0 }).execute();
    await app.db.updateTable("api_tokens").set({ expires_at: NOW + 1000 * DAY }).execute();
    if (table === "events") await app.db.deleteFrom("sessions").execute(); // its end would be one more
    const reason = table === "sessions" ? { end_reason: "expired" as const } : {};
    await app.db.updateTable(table).set({ [column]: NOW + 1, ...reason }).execute();
    const count = async () => (await app.db.selectFrom(table).selectAll().execute()).length;
    const before = await count();
    app.wait(age / 1000);
    await sweep(app);
    assertEquals(await count(), before);
    app.wait(0.002);
    await sweep(app);
    assertEquals(await count(), 0);
  });
}

Deno.test("it is swept at the start and every hour; one that fails is logged, and the next one is not missed", async () => {
  await using app = await testApp();
  const repeated: [task: () => void, ms: number][] = [];
  const ada = await app.person("Ada");
  await toBeDeleted(app, ada.id, NOW + 1);
  const { id: user_id } = await app.person("Bo");
  const waiting = { id: crypto.randomUUID(), user_id, sealed: "", expires_at: NOW + 1 };
  for (const table of ["deleted_appointments", "calendar_imports"] as const) {
    await app.db.insertInto(table).values(waiting).execute();
  }
  let isBroken = true;
  const clock = () => {
    if (isBroken) throw new Error("the clock has stopped");
    return NOW + 1;
  };
  startChores({ ...app, clock }, (...timer) => repeated.push(timer));
  await app.background.idle();
  assert(app.lines.some((line) => line.includes("background task failed")));
  isBroken = false;
  const [[hourly, ms] = []] = repeated;
  assertEquals([repeated.length, ms], [1, 3_600_000]);
  hourly!();
  await app.background.idle();
  const users = await app.db.selectFrom("users").select("name").execute();
  assertEquals(users, [{ name: "Bo" }]);
  for (const table of ["deleted_appointments", "calendar_imports"] as const) {
    assertEquals(await app.db.selectFrom(table).selectAll().execute(), []);
  }
});
