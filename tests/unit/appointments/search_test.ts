import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import { sql } from "kysely";
import { listPage, searchText, sweepAppointments, wordsOf } from "@/lib/appointments/mod.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { emptyBook, fill } from "../../support/book.ts";
import { NOW } from "../../support/constants.ts";

async function found(db: Db, userId: string, query: string): Promise<string[]> {
  const deps = { db, clock: () => NOW };
  const wanted = { when: "upcoming", words: wordsOf(query), limit: 50 } as const;
  const { appointments } = await listPage(deps, userId, wanted);
  return appointments.map(({ title }) => title).sort();
}

const BOOK = [
  { title: "Café Zürich", location: "Straße 4" },
  { title: "100 % cotton", location: "shop_2" },
  { title: '"quoted" * NEAR(a b) -x ^y {z}: \\w', location: "" },
  { title: "歯医者の予約", location: "東京" },
  { title: "مراجعة الطبيب", location: "" },
  { title: "Dentist", location: "High Street" },
  { title: "Party 🎉🎉🎉", location: "O’Brien's" },
  { title: "", location: "Ωμέγα" },
  { title: "ΟΔΟΣΤΡΩΣΗ", location: "" },
];

const SEARCHES: Record<string, readonly string[]> = {
  "cafe": ["Café Zürich"],
  "CAFÉ": ["Café Zürich"],
  "cafe\u0301": ["Café Zürich"],
  "zuri": ["Café Zürich"],
  "ü": ["Café Zürich", '"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  "zurich straße": ["Café Zürich"],
  "straße  CAFE": ["Café Zürich"],
  "strasse": ["Café Zürich"],
  "STRAẞE": ["Café Zürich"],
  "cafe dentist": [],
  "%": ["100 % cotton"],
  "_": ["100 % cotton"],
  "p_2": ["100 % cotton"],
  "shop%": [],
  "c_tton": [],
  '"quoted"': ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  '"': ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  '"""': [],
  "*": ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  "den*": [],
  "\\w": ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  "NEAR(a": ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  "dentist OR cafe": [],
  "dentist NOT street": [],
  "{z}:": ['"quoted" * NEAR(a b) -x ^y {z}: \\w'],
  "search:dentist": [],
  "歯": ["歯医者の予約"],
  "歯医者": ["歯医者の予約"],
  "東京 予約": ["歯医者の予約"],
  "الطبيب": ["مراجعة الطبيب"],
  "🎉": ["Party 🎉🎉🎉"],
  "🎉🎉🎉": ["Party 🎉🎉🎉"],
  "o’brien": ["Party 🎉🎉🎉"],
  "ωμεγα": [""],
  "οδός": ["ΟΔΟΣΤΡΩΣΗ"],
  "ntis": ["Dentist"],
  "de": ["Dentist"],
  "high dentist": ["Dentist"],
  "dentisthigh": [],
};

for (const [query, titles] of Object.entries(SEARCHES)) {
  Deno.test(`a search for ${query} finds ${titles.join(", ") || "nothing"}`, async () => {
    const { db, ada } = await emptyBook();
    await using _ = db;
    await fill(db, ada, BOOK);
    assertEquals(await found(db, ada, query), [...titles].sort());
  });
}

Deno.test("nobody finds what is another's, not even with the mark of the other's rows", async () => {
  const { db, ada, bo } = await emptyBook();
  await using _ = db;
  await fill(db, bo, [{ title: "Dentist" }]);
  const mark = searchText(bo, { title: "", location: "" }).trim();
  for (const query of ["dentist", "de", mark, `${mark} dentist`, `${mark}dentist`]) {
    assertEquals(await found(db, ada, query), []);
  }
  assertEquals(await found(db, bo, "dentist"), ["Dentist"]);
});

Deno.test("two owners with the same mark find their own only", async () => {
  const { db, ada } = await emptyBook();
  await using _ = db;
  const twin = ada.slice(0, 14) + crypto.randomUUID().slice(14);
  await sql`
    INSERT INTO users (id, email, name, password_hash, time_zone, created_at, updated_at)
      VALUES (${twin}, 'twin@example.org', 'Twin', '', 'UTC', 0, 0)`.execute(db);
  await fill(db, ada, [{ title: "Dentist of Ada" }]);
  await fill(db, twin, [{ title: "Dentist of the twin" }]);
  assertEquals(await found(db, ada, "dentist"), ["Dentist of Ada"]);
  assertEquals(await found(db, twin, "dentist"), ["Dentist of the twin"]);
});

Deno.test("a common word is found as well as a rare one, in order and page by page", async () => {
  const { db, ada } = await emptyBook();
  await using _ = db;
  const titles = Array.from({ length: 700 }, (_, i) => `Meeting ${String(i).padStart(3, "0")}`);
  await fill(db, ada, titles.map((title, i) => ({ title, startsAt: NOW + i * 60_000 })));
  const deps = { db, clock: () => NOW };
  const page = await listPage(deps, ada, {
    when: "upcoming",
    words: wordsOf("meeting"),
    limit: 50,
  });
  assertEquals(page.appointments.map(({ title }) => title), titles.slice(0, 50));
  assert(page.next);
  assertEquals(await found(db, ada, "meeting 69 eet"), titles.filter((title) => /69/.test(title)));
});

/** Fails when the index says anything else than the table (sqlite.org/fts5.html §6.7). */
const check = (db: Db) =>
  sql`INSERT INTO appointments_search (appointments_search, rank) VALUES ('integrity-check', 1)`
    .execute(db);

const swept = (db: Db) => sweepAppointments({ db, clock: () => NOW });

/** Whether the index still holds this, in use or not. */
async function holds(db: Db, text: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM appointments_search_data WHERE instr(hex(block), hex(${text}))`.execute(db);
  return rows.length > 0;
}

async function terms(db: Db): Promise<string[]> {
  await sql`CREATE VIRTUAL TABLE IF NOT EXISTS terms
    USING fts5vocab (appointments_search, row)`.execute(db);
  const { rows } = await sql<{ term: string }>`SELECT term FROM terms`.execute(db);
  return rows.map(({ term }) => term);
}

Deno.test("the search index follows the table: what is added, changed and deleted", async () => {
  const { db, ada, bo } = await emptyBook();
  await using _ = db;
  await fill(db, ada, BOOK);
  await fill(db, bo, BOOK);
  await check(db);
  const rename = (title: string) => ({ title, search: searchText(ada, { title, location: "" }) });
  const change = (values: object) =>
    write(db, (trx) =>
      trx.updateTable("appointments").set(values)
        .where("user_id", "=", ada).where("title", "in", ["Dentist", "Doctor"]).execute());
  await change(rename("Doctor"));
  await check(db);
  assert(await holds(db, "oct"));
  assertEquals(await found(db, ada, "dentist"), []);
  assertEquals(await found(db, ada, "doctor"), ["Doctor"]);
  await change({ description: "no word of it is searched", ends_at: NOW + 1 });
  await check(db);
  assertEquals(await found(db, ada, "doctor"), ["Doctor"]);
  await write(db, (trx) => trx.deleteFrom("appointments").where("title", "=", "Doctor").execute());
  await check(db);
  assertEquals(await found(db, ada, "doctor"), []);
  await swept(db);
  assertEquals((await terms(db)).includes("doc"), false);
  assertFalse(await holds(db, "oct"), "not a trace");
});

Deno.test("with an account all that is searched of it goes", async () => {
  const { db, ada, bo } = await emptyBook();
  await using _ = db;
  await fill(db, ada, BOOK);
  await fill(db, bo, [{ title: "Oculist" }]);
  await write(db, (trx) => trx.deleteFrom("users").where("id", "=", ada).execute());
  await check(db);
  await swept(db);
  assertEquals((await terms(db)).length, 3 + "oculist\n".length - 2, "those of one row");
  await write(db, (trx) => trx.deleteFrom("users").where("id", "=", bo).execute());
  await check(db);
  await swept(db);
  assertEquals(await terms(db), []);
});

Deno.test("an index that says something else than the table would be noticed", async () => {
  const { db, ada } = await emptyBook();
  await using _ = db;
  await fill(db, ada, BOOK);
  await sql`DROP TRIGGER appointments_changed`.execute(db);
  await sql`UPDATE appointments SET search = 'something else'`.execute(db);
  await assertRejects(() => check(db));
});
