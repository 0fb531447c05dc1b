import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "@/lib/config.ts";
import { loadBackup } from "@/lib/db/backup/load.ts";
import { takeBackup } from "@/lib/db/backup/take.ts";
import { migrate, MIGRATIONS } from "@/lib/db/migrate.ts";
import { openDatabase, write } from "@/lib/db/open.ts";
import { fileAt } from "../../support/database.ts";
import { inNewFolder } from "../../support/process.ts";

const APPOINTMENT = {
  id: "a",
  user_id: "u",
  uid: "a",
  form_id: null,
  title: "Dentist",
  starts_at: 1_000,
  ends_at: 2_000,
  all_day: 0,
  time_zone: "UTC",
  location: "",
  description: "x".repeat(5_000),
  search: "dentist",
  created_at: 3,
  updated_at: 7_000,
};

/** A book with somebody and their appointment, closed. */
async function makeBook(path: string): Promise<void> {
  await using db = await openDatabase(fileAt(path));
  await migrate(db);
  const user = { id: "u", email: "u", name: "U", password_hash: "", time_zone: "UTC" };
  await write(db, async (trx) => {
    await trx.insertInto("users").values({ ...user, created_at: 1, updated_at: 1 }).execute();
    await trx.insertInto("appointments").values(APPOINTMENT).execute();
  });
}

/** A good backup, which a test may spoil. */
function withBackup(test: (backup: string, folder: string) => Promise<void>): Promise<void> {
  return inNewFolder(async (folder) => {
    await makeBook(`${folder}/book.db`);
    await takeBackup(fileAt(`${folder}/book.db`), `${folder}/backup.db`);
    await test(`${folder}/backup.db`, folder);
  });
}

Deno.test("a backup is one file for its owner alone, and tells what it holds", () =>
  withBackup(async (backup, folder) => {
    const { mode, size } = await Deno.stat(backup);
    assertEquals(mode! & 0o777, 0o600);
    const contents = await loadBackup(backup, `${folder}/copy.db`);
    assertEquals(contents, { accounts: 1, appointments: 1, bytes: size, changedAt: 7_000 });
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assertEquals(names.toSorted(), ["backup.db", "book.db", "copy.db"]);
  }));

Deno.test("what the database wrote lately and keeps in its log is in the backup", () =>
  inNewFolder(async (folder) => {
    await makeBook(`${folder}/book.db`);
    await using db = await openDatabase(fileAt(`${folder}/book.db`));
    const more = { ...APPOINTMENT, id: "b", uid: "b" };
    await write(db, (trx) => trx.insertInto("appointments").values(more).execute());
    const { appointments } = await takeBackup(fileAt(`${folder}/book.db`), `${folder}/backup.db`);
    assertEquals(appointments, 2);
  }));

function execute(path: string, ...statements: string[]): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA foreign_keys = OFF");
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function edit(path: string, change: (bytes: Uint8Array) => Uint8Array): Promise<void> {
  await Deno.writeFile(path, change(await Deno.readFile(path)));
}

const LAST = MIGRATIONS.at(-1)!.name;

/** What may have become of a file, and why it is refused then. */
const SPOILT: [what: string, spoil: (path: string) => unknown, why: RegExp][] = [
  ["stopped halfway", (path) => edit(path, (b) => b.slice(0, b.length / 2)), /malformed/],
  ["lacks its last page", (path) => edit(path, (b) => b.slice(0, -4096)), /malformed|damaged/],
  ["lacks its last byte", (path) => edit(path, (b) => b.slice(0, -1)), /end is missing|damaged/],
  [
    "has a page of nonsense",
    (path) => edit(path, (b) => b.fill(0x55, 8192, 12_288)),
    /damaged|mal/,
  ],
  ["is empty", (path) => edit(path, () => new Uint8Array()), /no database of Cloakroom/],
  ["is a text", (path) => Deno.writeTextFile(path, "Dear diary. ".repeat(999)), /not a database/],
  [
    "is another program's",
    (path) => edit(path, () => new Uint8Array()).then(() => execute(path, "CREATE TABLE t (a)")),
    /no database of Cloakroom/,
  ],
  ["never had a migration", (path) => execute(path, "DELETE FROM migrations"), /no database of/],
  [
    "lacks a migration",
    (path) => execute(path, "DELETE FROM migrations WHERE name = '0002_login_keys'"),
    /0002_login_keys never ran/,
  ],
  [
    "is of a newer version",
    (path) => execute(path, "INSERT INTO migrations VALUES ('9999_moon')"),
    /newer version of Cloakroom has made it \(9999_moon\)/,
  ],
  [
    "has a trigger that is not ours",
    (path) =>
      execute(
        path,
        "CREATE TRIGGER boom AFTER DELETE ON sessions BEGIN UPDATE users SET is_admin = 1; END",
      ),
    /has not made its trigger boom/,
  ],
  ["has a view", (path) => execute(path, "CREATE VIEW v AS SELECT 1"), /has not made its view v/],
  ["lacks an index", (path) => execute(path, "DROP INDEX sessions_user"), /index sessions_user/],
  ["lacks a trigger", (path) => execute(path, "DROP TRIGGER appointments_added"), /trigger app/],
  ["lacks a table", (path) => execute(path, "DROP TABLE mails"), /table mails/],
  [
    "lacks a column",
    (path) => execute(path, "ALTER TABLE sessions DROP COLUMN notice"),
    /column sessions\.notice/,
  ],
  [
    "lacks the owner of a row",
    (path) => execute(path, "DELETE FROM users"),
    /row in appointments belongs to nothing/,
  ],
  [
    "has an index that does not say what its rows say",
    (path) =>
      execute(
        path,
        "INSERT INTO appointments_search (appointments_search, rowid, search) VALUES ('delete', 1, 'dentist')",
      ),
    /search index appointments_search/,
  ],
];

for (const [what, spoil, why] of SPOILT) {
  Deno.test(`a file that ${what} passes as no backup`, () =>
    withBackup(async (backup, folder) => {
      await spoil(backup);
      const { message } = await assertRejects(
        () => loadBackup(backup, `${folder}/copy.db`),
        ConfigError,
      );
      assertMatch(message, why);
      assertEquals(message.split(backup).length, 2, "the file is named once");
      assertMatch(message, /^[^\n]+\.$/);
    }));
}

Deno.test("of a database that is damaged there is no backup, and nothing is left of the try", () =>
  inNewFolder(async (folder) => {
    await makeBook(`${folder}/book.db`);
    await edit(`${folder}/book.db`, (bytes) => bytes.fill(0x55, 8192, 12_288));
    const { message } = await assertRejects(
      () => takeBackup(fileAt(`${folder}/book.db`), `${folder}/backup.db`),
      ConfigError,
    );
    assertMatch(message, /the copy of .*book\.db is no good: it is damaged/);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["book.db"]);
  }));

Deno.test(`a book that is older than ${LAST} is a good backup, too`, () =>
  inNewFolder(async (folder) => {
    {
      await using db = await openDatabase(fileAt(`${folder}/book.db`));
      await migrate(db, MIGRATIONS.slice(0, 1));
    }
    const { accounts } = await takeBackup(fileAt(`${folder}/book.db`), `${folder}/backup.db`);
    assertEquals(accounts, 0);
  }));
