import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { fileAt } from "../support/database.ts";
import { HAS_SERVER, LibsqlServer } from "../support/libsql_server.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";

const onServer = (name: string, fn: () => Promise<void>) =>
  Deno.test({ name, fn, ignore: !HAS_SERVER });

/** A folder with a full book of Ada's in a backup, and a server with nothing in it. */
async function withBoth(
  test: (folder: string, server: LibsqlServer) => Promise<void>,
): Promise<void> {
  await inNewFolder(async (folder) => {
    await runTask("seed", folder, { env: { PASSWORD } });
    await fill(`${folder}/data/cloakroom.db`);
    await runTask("backup", folder, { args: ["backup.db"] });
    await using server = await LibsqlServer.start({ folder });
    await test(folder, server);
  });
}

/** More rows than are copied at once, in tables with keys of all kinds, and with all that texts may hold. */
async function fill(path: string): Promise<void> {
  await using db = await openDatabase(fileAt(path));
  const throttles = Array.from({ length: 450 }, (_, no) => ({
    account: `account ${no % 7}`,
    source: `source ${no}`,
    failures: 1,
    failed_at: Date.now(),
  }));
  await db.insertInto("throttles").values(throttles).execute();
  const { id } = await db.selectFrom("users").select("id").executeTakeFirstOrThrow();
  const events = Array.from({ length: 401 }, (_, no) => ({
    id: `event ${String(no * 7919 % 401).padStart(3, "0")}`,
    user_id: id,
    type: "signed_out",
    at: no,
    user_agent: `'; -- “🎉”\n\u0001${no}`,
    address: "",
    details: "{}",
  }));
  await db.insertInto("events").values(events).execute();
}

/** All rows of all tables, as text. */
function everything(path: string): Record<string, string[]> {
  const database = new DatabaseSync(path);
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'",
  ).all();
  const rows = tables.map(({ name }) => [
    name,
    database.prepare(`SELECT * FROM ${name}`).all().map((row) => JSON.stringify(row)),
  ]);
  database.close();
  return Object.fromEntries(rows);
}

onServer(
  "a book moves from a file to a server and back, and every row with it",
  () =>
    withBoth(async (folder, server) => {
      const env = { DATABASE_URL: server.url };
      const moved = await runTask("restore", folder, { args: ["backup.db", "--keep-logins"], env });
      assertEquals(moved.code, 0, moved.err);
      assertMatch(
        moved.out,
        /^http:\S+ now holds what backup\.db does: 2 accounts, \d+ appointments/,
      );
      const { code, out, err } = await runTask("backup", folder, { args: ["back.db"], env });
      assertEquals(code, 0, err);
      assertMatch(out, /^back\.db: 2 accounts, \d+ appointments, /);
      assertEquals(everything(`${folder}/back.db`), everything(`${folder}/backup.db`));
      assertEquals((await Deno.stat(`${folder}/back.db`)).mode! & 0o777, 0o600);
      assertEquals((await runTask("restore", folder, { args: ["back.db", "--yes"] })).code, 0);
    }),
);

onServer("the app goes on where the book has moved to: sign-in, list and search", async () => {
  await build();
  await withBoth(async (folder, server) => {
    const env = { DATABASE_URL: server.url };
    await runTask("restore", folder, { args: ["backup.db"], env });
    await using app = await new AppProcess(folder, freePort(), env).ready();
    const ada = app.visitor();
    assertEquals((await ada.login("ada@example.org")).status, 303);
    const [row] = everything(`${folder}/backup.db`).appointments!.toReversed();
    const { title } = JSON.parse(row!);
    const { text } = await ada.get(`/appointments?q=${encodeURIComponent(title)}`);
    assertStringIncludes(text.replaceAll("&#39;", "'"), `>${title}<`);
  });
});

onServer(
  "nothing is mixed: a server's database with anybody in it is left alone",
  () =>
    withBoth(async (folder, server) => {
      const env = { DATABASE_URL: server.url };
      await runTask("user", folder, { args: ["add", "bo@example.org"], env: { ...env, PASSWORD } });
      const { code, err } = await runTask("restore", folder, { args: ["backup.db", "--yes"], env });
      assertEquals(code, 1);
      assertMatch(
        err,
        /^Nothing is restored: http:\S+ cannot be filled: there is something in it already \(in \w+\)\. .*\n$/,
      );
      const { out } = await runTask("user", folder, { args: ["list"], env });
      assertMatch(out, /^bo@example\.org/m);
      assertEquals(out.trim().split("\n").length, 2);
    }),
);

onServer(
  "on a book that was restored by half no app starts and no backup is taken, and the next try begins anew",
  () =>
    withBoth(async (folder, server) => {
      const env = { DATABASE_URL: server.url };
      await using db = await openDatabase({ databaseUrl: server.url });
      await migrate(db);
      await db.insertInto("users").values({
        id: "u",
        email: "half@example.org",
        name: "Half",
        password_hash: "",
        time_zone: "UTC",
        created_at: 1,
        updated_at: 1,
      }).execute();
      await db.insertInto("migrations" as never)
        .values({ name: "a restore that is not finished" } as never).execute();
      for (const task of ["migrate", "backup"]) {
        const { code, err } = await runTask(task, folder, { env });
        assertEquals(code, 1);
        assertStringIncludes(err, "(a restore that is not finished)");
      }
      assertEquals((await runTask("restore", folder, { args: ["backup.db"], env })).code, 0);
      const { out } = await runTask("user", folder, { args: ["list"], env });
      assertEquals(out.includes("half@example.org"), false);
      assertMatch(out, /^ada@example\.org/m);
    }),
);

onServer(
  "a server that is away, or has nothing yet, is told in one line",
  () =>
    withBoth(async (folder, server) => {
      const env = { DATABASE_URL: server.url };
      const empty = await runTask("backup", folder, { args: ["x.db"], env });
      assertMatch(
        empty.err,
        /^There is no new backup: http:\S+ cannot be copied: there is nothing yet\. /,
      );
      await server.kill();
      for (const [task, file] of [["backup", "x.db"], ["restore", "backup.db"]] as const) {
        const { code, err } = await runTask(task, folder, { args: [file], env });
        assertEquals(code, 1);
        assertMatch(err, /^[^\n]*cannot be (copied|filled): The database server [^\n]*\n$/);
      }
      assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).toSorted(), [
        "backup.db",
        "data",
        "server",
      ]);
    }),
);
