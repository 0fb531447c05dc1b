/** How SQLite finds what the pages ask for: no list may get slower with all that somebody has ever noted. */
import { assertEquals } from "@std/assert";
import { sql } from "kysely";
import { LIST, program } from "../support/api.ts";
import { at } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import type { TestApp } from "../support/app.ts";
import { statementsOf } from "../support/statements.ts";

/** The statements about appointments that are run meanwhile, as the app writes them. */
async function aboutAppointments(work: () => Promise<unknown>): Promise<string[]> {
  return (await statementsOf(work)).filter((statement) => statement.includes("appointments"));
}

/** What SQLite does for a statement, step by step (sqlite.org/eqp.html). */
async function planOf({ db }: TestApp, statement: string): Promise<string[]> {
  const { rows } = await sql<{ detail: string }>`${sql.raw(`EXPLAIN QUERY PLAN ${statement}`)}`
    .execute(db);
  // Older versions say more about how they look for one value among many.
  return rows.map(({ detail }) => detail).filter((detail) => detail !== "CREATE BLOOM FILTER");
}

const OWNER = "SEARCH appointments USING INDEX appointments_owner (user_id=? AND (starts_at,id)";
/** Few rows, which are put in order after they were found by their ends. */
const LONG = [
  "SEARCH appointments USING INDEX appointments_long (user_id=? AND ends_at>?)",
  "USE TEMP B-TREE FOR ORDER BY",
];
const WINDOW = [
  "MERGE (UNION ALL)",
  "LEFT",
  `${OWNER}>(?,?) AND starts_at<?)`,
  "RIGHT",
  ...LONG,
];
const PAST = [`${OWNER}<(?,?))`];
const INDEX = ["SCAN appointments_search VIRTUAL TABLE INDEX 0:M0"];
/** The few that the search index has named, which are put in order after they were looked at. */
const AMONG = [
  "SEARCH appointments USING INTEGER PRIMARY KEY (rowid=?)",
  "LIST SUBQUERY 1",
  "SCAN json_each VIRTUAL TABLE INDEX 1:",
  "USE TEMP B-TREE FOR ORDER BY",
];

const PAGES: Record<string, string[][]> = {
  "/": [WINDOW],
  "/appointments": [WINDOW],
  "/appointments?when=past": [PAST],
  "/appointments/week": [WINDOW],
  "/appointments/month": [WINDOW],
  "/appointments?q=rare": [INDEX, AMONG],
  "/appointments?q=rare&when=past": [INDEX, AMONG],
  "/appointments?q=common": [INDEX, WINDOW],
  "/appointments?q=common&when=past": [INDEX, PAST],
  "/appointments?q=co": [WINDOW],
  "/appointments?q=co&when=past": [PAST],
  [`${LIST}?from=2026-11-21T00:00Z`]: [WINDOW],
  [LIST]: [[`${OWNER}>(?,?))`]],
};

for (const [path, plans] of Object.entries(PAGES)) {
  Deno.test(`${path} is answered from indexes`, async () => {
    const some = (hours: number) => Array.from({ length: 200 }, () => at("common", hours));
    const rare = [at("rare", 1), at("rare", -1)];
    const { app, ada, user } = await bookApp([...some(-2), ...some(2), ...rare]);
    await using _ = app;
    const api = await program(app, user);
    const statements = await aboutAppointments(async () => {
      const { status } = path.startsWith("/api") ? await api.get(path) : await ada.get(path);
      assertEquals(status, 200);
    });
    const found = await Promise.all(statements.map((statement) => planOf(app, statement)));
    assertEquals(found, plans);
  });
}

Deno.test("a later page is found by its place with the statement of the first, not counted up to", async () => {
  const { app, ada } = await bookApp(Array.from({ length: 60 }, (_, i) => at("one", i + 1)));
  await using _ = app;
  let text = "";
  const first = await aboutAppointments(async () => ({ text } = await ada.get("/appointments")));
  const [, path] = /href="([^"]*after=[^"]*)"/.exec(text)!;
  assertEquals(await aboutAppointments(() => ada.get(path!)), first);
});
