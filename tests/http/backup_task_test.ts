import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { add, DENTIST } from "../support/appointments.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";

const backup = (folder: string, ...args: string[]) => runTask("backup", folder, { args });

/** A database with nobody in it. */
async function withBook(test: (folder: string) => Promise<void>): Promise<void> {
  await inNewFolder(async (folder) => {
    await runTask("migrate", folder);
    await test(folder);
  });
}

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();

function titles(path: string): string[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare("SELECT title FROM appointments").all();
  database.close();
  return rows.map(({ title }) => String(title));
}

Deno.test("while people write, a backup holds all that they were told is saved, and holds nobody up", async () => {
  await build();
  await inNewFolder(async (folder) => {
    await using app = await new AppProcess(folder, freePort()).ready();
    const ada = app.visitor();
    await ada.register("Ada");
    const saved: string[] = [];
    let isOver = false;
    const writing = (async () => {
      for (let no = 0; !isOver; no++) {
        const title = `Visit ${no}`;
        assertEquals((await add(ada, { ...DENTIST, title })).status, 303);
        saved.push(title);
      }
    })();
    for (const name of ["one.db", "two.db"]) {
      const before = [...saved];
      const { code, out, err } = await backup(folder, name);
      assertEquals(code, 0, err);
      const there = titles(`${folder}/${name}`);
      assertEquals(before.filter((title) => !there.includes(title)), []);
      assertStringIncludes(out, `${name}: 1 account, ${there.length} appointment`);
    }
    isOver = true;
    await writing;
    assert(titles(`${folder}/two.db`).length > 1);
  });
});

Deno.test("by itself a backup goes into a folder beside the database, with the time in its name", () =>
  withBook(async (folder) => {
    const { out, err } = await backup(folder);
    const [, path] = /^(data\/backups\/cloakroom-\d{4}-\d\d-\d\dT\d{6}Z\.db): 0 accounts, 0 ap/
      .exec(out)!;
    assertEquals(names(`${folder}/data/backups`).map((name) => `data/backups/${name}`), [path!]);
    assertEquals((await Deno.stat(`${folder}/data/backups`)).mode! & 0o777, 0o700);
    assertStringIncludes(err, `deno task restore ${path}`);
    assertStringIncludes(err, "The secret key is not in it");
  }));

Deno.test("nothing that is there is overwritten, be it a file or what only begins to be one", () =>
  withBook(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.txt`, "Milk");
    const { code, err } = await backup(folder, "notes.txt");
    assertEquals(code, 1);
    assertEquals(
      err,
      "There is no new backup: notes.txt is there already, and is not overwritten.\n",
    );
    assertEquals(await Deno.readTextFile(`${folder}/notes.txt`), "Milk");
    assertEquals(names(folder), ["data", "notes.txt"]);
  }));

Deno.test("with --keep the oldest backups go, and nothing that is named otherwise", () =>
  withBook(async (folder) => {
    const kept = ["cloakroom-2025-01-03T000000Z.db", "cloakroom.db", "cloakroom-2024.db", "notes"];
    const old = ["cloakroom-2025-01-01T000000Z.db", "cloakroom-2025-01-02T000000Z.db"];
    await Deno.mkdir(`${folder}/copies`);
    for (const name of [...kept, ...old]) await Deno.writeTextFile(`${folder}/copies/${name}`, "");
    const { out } = await backup(folder, "copies", "--keep", "2");
    for (const name of old) assertStringIncludes(out, `Removed ${name}.`);
    const [fresh] = /cloakroom-20(?!25)[^/:]*/.exec(out)!;
    assertEquals(names(`${folder}/copies`), [...kept, fresh].toSorted());
  }));

Deno.test("a backup that fails removes none of the older ones", () =>
  inNewFolder(async (folder) => {
    await Deno.mkdir(`${folder}/copies`);
    const name = "cloakroom-2025-01-01T000000Z.db";
    await Deno.writeTextFile(`${folder}/copies/${name}`, "");
    assertEquals((await backup(folder, "copies", "--keep", "1")).code, 1);
    assertEquals(names(`${folder}/copies`), [name]);
  }));

Deno.test("what keeps a backup from being made is told in one line, and nothing is left of the try", () =>
  withBook(async (folder) => {
    await Deno.writeTextFile(`${folder}/notes.txt`, "Dear diary. ".repeat(999));
    const failing: [args: string[], url: string, why: RegExp][] = [
      [["x.db"], "file:none.db", /there is no database at .*none\.db\.$/],
      [["x.db"], "file:notes.txt", /notes\.txt cannot be copied: file is not a database\.$/],
      [["notes.txt/x.db"], "", /notes\.txt\/x\.db cannot be written: .*\.$/],
      [["x.db"], "nonsense", /DATABASE_URL is "nonsense"/],
    ];
    for (const [args, DATABASE_URL, why] of failing) {
      const { code, out, err } = await runTask("backup", folder, { args, env: { DATABASE_URL } });
      assertEquals([code, out], [1, ""]);
      assertMatch(err.trimEnd(), why);
      assertMatch(err, /^There is no new backup: [^\n]+\n$/);
    }
    assertEquals(names(folder), ["data", "notes.txt"]);
  }));

Deno.test("what the task does not know is told with how to ask it", () =>
  withBook(async (folder) => {
    const wrong: [args: string[], why: RegExp][] = [
      [["a", "b"], /^b is too much\./],
      [["--keep", "0"], /^--keep takes how many/],
      [["--keep", "all"], /^--keep takes how many/],
      [["--fast"], /^Unknown option '--fast'\./],
    ];
    for (const [args, why] of wrong) {
      const { code, err } = await backup(folder, ...args);
      assertEquals(code, 1);
      assertMatch(err, why);
      assertStringIncludes(err, "deno task backup FILE");
    }
    const { code, out } = await backup(folder, "--help");
    assertEquals(code, 0);
    assertMatch(out, /^Usage:/);
    assertEquals(names(`${folder}/data`), ["cloakroom.db"]);
  }));
