import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { migrate, MIGRATIONS } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import { fileAt } from "../support/database.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";

const restore = (folder: string, ...args: string[]) => runTask("restore", folder, { args });

const addUser = (folder: string, email: string) =>
  runTask("user", folder, { args: ["add", email], env: { PASSWORD } });

const DATABASE = "data/cloakroom.db";

/** A book with Ada, a backup of it at `backup.db`, and then Bo. */
async function withBackup(test: (folder: string) => Promise<void>): Promise<void> {
  await inNewFolder(async (folder) => {
    await addUser(folder, "ada@example.org");
    await runTask("backup", folder, { args: ["backup.db"] });
    await addUser(folder, "bo@example.org");
    await test(folder);
  });
}

function people(path: string): string[] {
  const database = new DatabaseSync(path);
  const rows = database.prepare("SELECT email FROM users ORDER BY email").all();
  database.close();
  return rows.map(({ email }) => String(email).split("@")[0]!);
}

/** The files beside the database, but for the key. */
const beside = (folder: string) =>
  [...Deno.readDirSync(`${folder}/data`)].map(({ name }) => name)
    .filter((name) => name !== "secret.key").toSorted();

/** Where the task says that it keeps what was there. */
const keptIn = (out: string) => /^What was there is kept as (\S+)\.$/m.exec(out)?.[1];

Deno.test("a backup comes into the place of the database, and what was there is kept, log and all", () =>
  withBackup(async (folder) => {
    // Whoever was killed leaves a log behind, with what it wrote last.
    await Deno.rename(`${folder}/${DATABASE}`, `${folder}/data/live.db`);
    const live = new DatabaseSync(`${folder}/data/live.db`);
    live.exec(
      "PRAGMA wal_autocheckpoint = 0; UPDATE users SET email = 'cy' WHERE email LIKE 'bo%'",
    );
    for (const end of ["", "-wal"]) {
      await Deno.copyFile(`${folder}/data/live.db${end}`, `${folder}/${DATABASE}${end}`);
    }
    live.close();
    await Deno.remove(`${folder}/data/live.db`);
    const { code, out, err } = await restore(folder, "backup.db", "--yes");
    assertEquals(code, 0, err);
    assertMatch(out, /^data\/cloakroom\.db is now what backup\.db holds: 1 account, 0 app/);
    const kept = keptIn(out)!;
    assertMatch(kept, /^data\/cloakroom\.before-\d{4}-\d\d-\d\dT\d{6}Z\.db$/);
    assertEquals(beside(folder), [kept.replace("data/", ""), "cloakroom.db"]);
    assertEquals(people(`${folder}/${DATABASE}`), ["ada"]);
    assertEquals(people(`${folder}/${kept}`), ["ada", "cy"]);
    assertEquals(people(`${folder}/backup.db`), ["ada"], "the backup stays");
    const back = await restore(folder, kept, "--yes");
    assertEquals(people(`${folder}/${DATABASE}`), ["ada", "cy"], back.err);
  }));

Deno.test("while the app has the database open nothing is restored, and the app goes on", async () => {
  await build();
  await withBackup(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    const { code, out, err } = await restore(folder, "backup.db", "--yes");
    assertEquals([code, out], [1, ""]);
    assertMatch(
      err,
      /^Nothing is restored: \/.*\/data\/cloakroom\.db is in use\. Stop the app, .*\n$/,
    );
    assertEquals((await app.visitor().login("bo@example.org")).status, 303);
    await app.stop();
    assertEquals((await restore(folder, "backup.db", "--yes")).code, 0);
    await using again = await new AppProcess(folder, freePort()).ready();
    assertEquals((await again.visitor().login("bo@example.org")).status, 401);
    assertEquals((await again.visitor().login("ada@example.org")).status, 303);
  });
});

Deno.test("without --yes and with nobody to ask, no database is replaced; where there is none, none has to be", () =>
  withBackup(async (folder) => {
    const { code, out, err } = await restore(folder, "backup.db");
    assertEquals([code, out], [1, ""]);
    assertMatch(err, /^data\/cloakroom\.db holds 2 accounts, .*\nbackup\.db holds 1 account, .*\n/);
    assertStringIncludes(err, "--yes");
    assertEquals(people(`${folder}/${DATABASE}`), ["ada", "bo"]);
    assertEquals(beside(folder), ["cloakroom.db"]);
    await Deno.remove(`${folder}/data`, { recursive: true });
    const first = await restore(folder, "backup.db");
    assertEquals([first.code, keptIn(first.out)], [0, undefined]);
    assertEquals(people(`${folder}/${DATABASE}`), ["ada"]);
    assertEquals((await Deno.stat(`${folder}/data`)).mode! & 0o777, 0o700);
  }));

Deno.test("a log without its database does not get into the one that comes", () =>
  withBackup(async (folder) => {
    await Deno.remove(`${folder}/${DATABASE}`);
    await Deno.writeFile(`${folder}/${DATABASE}-wal`, new Uint8Array(5_000).fill(7));
    assertEquals((await restore(folder, "backup.db")).code, 0);
    assertEquals(people(`${folder}/${DATABASE}`), ["ada"]);
    const [kept] = beside(folder).filter((name) => name.endsWith("-wal"));
    assertMatch(kept!, /^cloakroom\.before-.*\.db-wal$/);
  }));

Deno.test("a database that can no longer be read is replaced, and kept as it is", () =>
  withBackup(async (folder) => {
    await Deno.writeTextFile(`${folder}/${DATABASE}`, "Dear diary. ".repeat(999));
    assertStringIncludes((await restore(folder, "backup.db")).err, "nothing that can be read");
    const { code, out } = await restore(folder, "backup.db", "--yes");
    assertEquals(code, 0);
    assertEquals(people(`${folder}/${DATABASE}`), ["ada"]);
    assertMatch(await Deno.readTextFile(`${folder}/${keptIn(out)!}`), /^Dear diary/);
  }));

Deno.test("an older backup is brought up to date; one of a newer version, or no good, changes nothing", () =>
  withBackup(async (folder) => {
    {
      await using old = await openDatabase(fileAt(`${folder}/old.db`));
      await migrate(old, MIGRATIONS.slice(0, 1));
    }
    await Deno.copyFile(`${folder}/backup.db`, `${folder}/newer.db`);
    const newer = new DatabaseSync(`${folder}/newer.db`);
    newer.exec("INSERT INTO migrations VALUES ('9999_moon')");
    newer.close();
    await Deno.writeTextFile(`${folder}/notes.txt`, "Milk");
    const refused: [file: string, why: string][] = [
      ["newer.db", "newer.db is no good as a backup: a newer version of Cloakroom has made it"],
      ["notes.txt", "notes.txt cannot be read: file is not a database."],
      ["nothing.db", "there is no file nothing.db."],
      ["data", "data is no file."],
      [DATABASE, `${DATABASE} is the database itself.`],
    ];
    for (const [file, why] of refused) {
      const { code, err } = await restore(folder, file, "--yes");
      assertEquals(code, 1);
      assertStringIncludes(err, `Nothing is restored: ${why}`);
      assertEquals([people(`${folder}/${DATABASE}`), beside(folder)], [["ada", "bo"], [
        "cloakroom.db",
      ]]);
    }
    assertEquals((await restore(folder, "old.db", "--yes")).code, 0);
    assertEquals(
      (await runTask("user", folder, { args: ["list"] })).out,
      "There is no account yet.\n",
    );
  }));

Deno.test("the new database belongs to whom the old one belonged to, whoever restores", {
  ignore: Deno.uid() !== 0, // only root may give files away
}, () =>
  withBackup(async (folder) => {
    await Deno.chown(`${folder}/${DATABASE}`, 1, 1);
    await restore(folder, "backup.db", "--yes");
    const { uid, gid } = await Deno.stat(`${folder}/${DATABASE}`);
    assertEquals([uid, gid], [1, 1]);
  }));

Deno.test("how to ask is told to who asks for nothing, for too much, or for help", () =>
  inNewFolder(async (folder) => {
    for (const args of [[], ["a", "b"], ["--force", "a"]]) {
      const { code, err } = await restore(folder, ...args);
      assertEquals(code, 1);
      assertStringIncludes(err, "deno task restore FILE");
    }
    const { code, out } = await restore(folder, "-h");
    assertEquals(code, 0);
    assert(out.startsWith("Usage:"));
    assertEquals([...Deno.readDirSync(folder)], []);
  }));
