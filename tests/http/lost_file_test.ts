import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { DatabaseFileError } from "@/lib/database_trouble.ts";
import { write } from "@/lib/db/open.ts";
import { addJson } from "../support/api.ts";
import { testApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { onFile, type Scene, troubles } from "../support/file_scene.ts";

/** What becomes of the file, and how it is put back. */
type Loss = (scene: Scene) => Promise<() => Promise<void>>;

/** As a restore does it that somebody runs while the app runs. */
const replace: Loss = async ({ file }) => {
  const other = new DatabaseSync(`${file}.new`);
  other.exec("CREATE TABLE restored (a); INSERT INTO restored VALUES ('from the copy')");
  other.close();
  await Deno.rename(file, `${file}.old`);
  await Deno.rename(`${file}.new`, file);
  return () => Deno.rename(`${file}.old`, file);
};

const move = (suffix: string): Loss => async ({ file }) => {
  await Deno.rename(file + suffix, `${file}.away`);
  return () => Deno.rename(`${file}.away`, file + suffix);
};

const LOSSES: [what: string, word: string, loss: Loss][] = [
  ["its file is gone", "gone", move("")],
  ["its log is gone", "gone", move("-wal")],
  ["its file was replaced", "replaced", replace],
];

for (const [what, word, lose] of LOSSES) {
  Deno.test(`when ${what}, nothing is said to be saved, and reading goes on`, () =>
    onFile(async (scene) => {
      const { app, ada, program } = scene;
      const putBack = await lose(scene);
      const refused = await add(ada, { title: "Barber" });
      assertEquals([refused.status, refused.headers.get("retry-after")], [503, "60"]);
      assertEquals(refused.headers.getSetCookie(), []);
      assertStringIncludes(refused.text, "What you sent was not saved.");
      assertEquals(troubles(app).at(-1)?.trouble, word);
      assertMatch(troubles(app).at(-1)?.reason, /put the right file in its place and restart/);
      const { status, text } = await ada.get("/appointments");
      assertEquals([status, text.includes("Dentist"), text.includes("Barber")], [200, true, false]);
      assertEquals((await addJson(program)).status, 503);
      await putBack();
      assertEquals((await add(ada, { title: "Barber" })).status, 303);
    }));

  Deno.test(`when ${what}, the next probe knows, and the log says what to do, once`, () =>
    onFile(async (scene) => {
      const { app } = scene;
      const probe = async () => (await app.visitor().get("/readyz")).text;
      assertEquals(await probe(), "ready\n");
      const putBack = await lose(scene);
      assertEquals([await probe(), await probe()], [`${word}\n`, `${word}\n`]);
      await putBack();
      assertEquals(await probe(), "ready\n");
      const [red, green, ...more] = app.lines.map((line) => JSON.parse(line));
      assertEquals([red.event, red.trouble, green.event, more], [
        "not ready",
        word,
        "ready again",
        [],
      ]);
      assertMatch(red.reason, /put the right file in its place and restart the app/);
    }));
}

Deno.test("a file that was put in place under the running app is what its next start finds", () =>
  onFile(async (scene) => {
    const { app, ada, file } = scene;
    assertEquals((await add(ada, { title: "Barber" })).status, 303); // is still in SQLite's log
    await replace(scene);
    assertEquals((await add(ada, { title: "Baker" })).status, 503);
    assertEquals((await Deno.stat(`${file}-wal`)).size, 0); // or it would be taken for that of the copy
    await app.db.destroy();
    const restored = new DatabaseSync(file);
    const [row] = restored.prepare("SELECT a FROM restored").all();
    assertEquals({ ...row }, { a: "from the copy" });
    restored.close();
    const old = new DatabaseSync(`${file}.old`);
    assertEquals(old.prepare("SELECT title FROM appointments").all().length, 2);
    old.close();
  }));

Deno.test("a change that happened while its file was taken away is not said to be saved", () =>
  onFile(async ({ app, file }) => {
    await assertRejects(
      () =>
        write(app.db, async (trx) => {
          await trx.updateTable("users").set({ name: "Eve" }).execute();
          await Deno.rename(file, `${file}.away`);
        }),
      DatabaseFileError,
      "was deleted or moved",
    );
  }));

Deno.test("a database in memory has no file to miss", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  assertEquals((await add(ada, { title: "Barber" })).status, 303);
  assertEquals((await app.visitor().get("/readyz")).status, 200);
});
