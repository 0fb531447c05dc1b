import {
  assert,
  assertEquals,
  assertFalse,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { type Kysely, sql } from "kysely";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@/lib/config.ts";
import { isDuplicate } from "@/lib/db/busy.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase, write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { fileAt, IN_MEMORY } from "../../support/database.ts";
import { pause } from "../../support/waiting.ts";

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function pragma(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`PRAGMA ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}

function addUser(db: Db, email: string): Promise<unknown> {
  const user = { id: email, email, name: "x", password_hash: "", time_zone: "UTC" };
  return write(
    db,
    (trx) => trx.insertInto("users").values({ ...user, created_at: 1, updated_at: 1 }).execute(),
  );
}

Deno.test("a database is made with its folder, and set up to lose nothing", () =>
  withFolder(async (folder) => {
    await using db = await openDatabase(fileAt(`${folder}/new/app.db`));
    assertEquals(await pragma(db, "journal_mode"), "wal");
    assertEquals(await pragma(db, "synchronous"), 2);
    assertEquals(await pragma(db, "foreign_keys"), 1);
  }));

Deno.test("a file that is no database, or cannot be opened, is told with the setting", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.txt`, "These are notes. ".repeat(100));
    for (const path of [`${folder}/notes.txt`, folder, `${folder}/notes.txt/app.db`]) {
      const { message } = await assertRejects(() => openDatabase(fileAt(path)), ConfigError);
      assertStringIncludes(message, "DATABASE_URL");
      assertStringIncludes(message, path);
    }
    assertEquals(await Deno.readTextFile(`${folder}/notes.txt`), "These are notes. ".repeat(100));
  }));

Deno.test("migrations run once, also when two processes start together", () =>
  withFolder(async (folder) => {
    const url = fileAt(`${folder}/app.db`);
    const [one, two] = await Promise.all([openDatabase(url), openDatabase(url)]);
    const ran = await Promise.all([migrate(one), migrate(two)]);
    assertEquals(ran.flat(), [
      "0001_start",
      "0002_login_keys",
      "0003_accounts",
      "0004_appointments",
      "0005_instances",
    ]);
    assertEquals(await migrate(one), []);
    await one.destroy();
    await two.destroy();
  }));

Deno.test("a migration that fails leaves nothing behind", async () => {
  await using db = await openDatabase(IN_MEMORY);
  const broken = {
    name: "0001_broken",
    up: async (trx: Kysely<unknown>) => {
      await sql`CREATE TABLE half (a)`.execute(trx);
      throw new Error("half way");
    },
  };
  await assertRejects(() => migrate(db, [broken]), Error, "half way");
  const { rows } = await sql`SELECT name FROM sqlite_schema`.execute(db);
  assertEquals(rows.length, 0);
});

Deno.test("a database of a newer version is left alone", async () => {
  await using db = await openDatabase(IN_MEMORY);
  await migrate(db);
  await sql`INSERT INTO migrations (name) VALUES ('0099_future')`.execute(db);
  await assertRejects(() => migrate(db), ConfigError, "0099_future");
});

Deno.test("a database that does not enforce foreign keys is not used", async () => {
  await using db = await openDatabase(IN_MEMORY);
  await sql`PRAGMA foreign_keys = OFF`.execute(db);
  await assertRejects(() => migrate(db), ConfigError, "foreign keys");
});

Deno.test("two with one email are refused by the database itself", async () => {
  await using db = await openDatabase(IN_MEMORY);
  await migrate(db);
  await addUser(db, "ada@example.org");
  const error = await assertRejects(() => addUser(db, "ada@example.org"));
  assert(isDuplicate(error));
  assertFalse(isDuplicate(await assertRejects(() => addUser(db, "Ada@example.org"))));
  assertFalse(isDuplicate(new Error("UNIQUE constraint failed")));
  const words =
    "PROXY_ERROR: error executing a request on the primary: UNIQUE constraint failed: users.email";
  assert(isDuplicate(Object.assign(new Error(words), { code: "PROXY_ERROR" })));
});

Deno.test("writers in two processes lose nothing to each other", () =>
  withFolder(async (folder) => {
    const url = fileAt(`${folder}/app.db`);
    const connections = [await openDatabase(url), await openDatabase(url)];
    await migrate(connections[0]!);
    await addUser(connections[0]!, "0");
    const increase = (db: Db) =>
      write(db, async (trx) => {
        const { name } = await trx.selectFrom("users").select("name").executeTakeFirstOrThrow();
        await trx.updateTable("users").set({ name: String(Number(name) || 0 + 1) }).execute();
        await trx.updateTable("users").set((eb) => ({ updated_at: eb("updated_at", "+", 1) }))
          .execute();
      });
    const work = Array.from({ length: 60 }, (_, index) => increase(connections[index % 2]!));
    await Promise.all(work);
    const { updated_at } = await connections[0]!.selectFrom("users").select("updated_at")
      .executeTakeFirstOrThrow();
    assertEquals(updated_at, 61);
    for (const db of connections) await db.destroy();
  }));

Deno.test("a transaction inside a transaction joins it", async () => {
  await using db = await openDatabase(IN_MEMORY);
  await migrate(db);
  await assertRejects(
    () =>
      write(db, async (trx) => {
        await write(trx, (inner) =>
          inner.insertInto("users").values({
            id: "1",
            email: "a@b",
            name: "x",
            password_hash: "",
            time_zone: "UTC",
            created_at: 1,
            updated_at: 1,
          }).execute());
        throw new Error("undo");
      }),
    Error,
    "undo",
  );
  assertEquals(await db.selectFrom("users").selectAll().execute(), []);
});

Deno.test("of a transaction that SQLite has ended by itself, what ended it is told", async () => {
  await using db = await openDatabase(IN_MEMORY);
  const work = write(db, async (trx) => {
    await sql`ROLLBACK`.execute(trx); // as when the disk fails
    throw new Error("the disk failed");
  });
  await assertRejects(() => work, Error, "the disk failed");
});

Deno.test("a file that another program holds at this moment is opened a moment later", () =>
  withFolder(async (folder) => {
    const other = new DatabaseSync(`${folder}/app.db`);
    other.exec("CREATE TABLE theirs (x); BEGIN EXCLUSIVE");
    const opening = openDatabase(fileAt(`${folder}/app.db`));
    await pause(50);
    other.close();
    await using db = await opening;
    assertEquals(await pragma(db, "journal_mode"), "wal");
  }));
