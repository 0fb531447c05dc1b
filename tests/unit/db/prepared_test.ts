import { assertEquals } from "@std/assert";
import { sql } from "kysely";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase, write } from "@/lib/db/open.ts";
import { prepared } from "@/lib/db/prepared.ts";
import { IN_MEMORY } from "../../support/database.ts";

async function withUsers() {
  const db = await openDatabase(IN_MEMORY);
  await migrate(db);
  for (const [index, name] of ["Ada", "Bo", "Cy"].entries()) {
    const times = { created_at: index, updated_at: 1 };
    const user = { id: name, email: `${index}@x`, name, password_hash: "", time_zone: "UTC" };
    await write(db, (trx) => trx.insertInto("users").values({ ...user, ...times }).execute());
  }
  return db;
}

function namesQuery() {
  let built = 0;
  const find = prepared({ from: 0, limit: 0, zone: "" }, (db, { from, limit, zone }) => {
    built++;
    return db.selectFrom("users").select(["name", "created_at"])
      .where("created_at", ">=", from).where("time_zone", "=", zone).where("role", "=", "user")
      .orderBy("created_at").limit(limit);
  });
  return { find, times: () => built };
}

Deno.test("a prepared query is built once, and runs with the values of each time", async () => {
  await using db = await withUsers();
  const { find, times } = namesQuery();
  const names = async (from: number, limit: number, zone = "UTC") =>
    (await find(db, { from, limit, zone })).map(({ name }) => name);
  assertEquals(await names(0, 2), ["Ada", "Bo"]);
  assertEquals(await names(1, 5), ["Bo", "Cy"]);
  assertEquals(await names(0, 5, "Mars"), []);
  assertEquals(times(), 1);
});

Deno.test("a prepared query runs within a transaction, and on another database", async () => {
  await using db = await withUsers();
  await using empty = await openDatabase(IN_MEMORY);
  await migrate(empty);
  const { find } = namesQuery();
  const values = { from: 0, limit: 5, zone: "UTC" };
  const counts = await write(db, async (trx) => {
    await trx.deleteFrom("users").where("id", "=", "Ada").execute();
    return [(await find(trx, values)).length, (await find(empty, values)).length];
  });
  assertEquals(counts, [2, 0]);
});

Deno.test("rows are objects with the columns' names, however a query is run", async () => {
  await using db = await withUsers();
  const expected = { name: "Ada", created_at: 0 };
  const query = db.selectFrom("users").select(["name", "created_at"]).where("id", "=", "Ada");
  assertEquals({ ...await query.executeTakeFirst() }, expected);
  for await (const row of query.stream()) assertEquals({ ...row }, expected);
  const { rows } = await sql`SELECT count(*) AS n, NULL AS missing FROM users`.execute(db);
  assertEquals(rows.map((row) => ({ ...row as object })), [{ n: 3, missing: null }]);
});
