import { assert, assertEquals, assertRejects } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { databaseTrouble } from "@/lib/database_trouble.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase, write, writeIfPossible } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import { fileAt } from "../../support/database.ts";
import { inNewFolder } from "../../support/process.ts";
import { pause } from "../../support/waiting.ts";

/** A database that another program holds, until it lets go. */
function locked(test: (db: Db, other: DatabaseSync) => Promise<void>): Promise<void> {
  return inNewFolder(async (folder) => {
    await using db = await openDatabase(fileAt(`${folder}/app.db`));
    await migrate(db);
    const other = new DatabaseSync(`${folder}/app.db`); // without `using`, which Deno 2.5 knows not of databases
    try {
      other.exec("BEGIN IMMEDIATE");
      await test(db, other);
    } finally {
      other.close();
    }
  });
}

const sweep = (trx: Trx) => trx.deleteFrom("throttles").execute();
const read = (db: Db) => db.selectFrom("users").select("id").execute();

async function duration(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

Deno.test("while writers wait for another program, reading goes on as ever, and the app does other things", () =>
  locked(async (db, other) => {
    const writers = Array.from({ length: 20 }, () => write(db, sweep));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for (let n = 0; n < 20; n++) {
      assert(await duration(() => read(db)) < 1_000);
      await pause(10);
    }
    clearInterval(timer);
    assert(turns > 20, `${turns} turns in 200 ms`);
    other.exec("COMMIT");
    assertEquals((await Promise.all(writers)).length, 20);
  }));

Deno.test("a writer that has waited long enough fails; one that has not begun has done nothing", () =>
  locked(async (db) => {
    let begun = 0;
    const work = (trx: Trx) => (begun++, sweep(trx));
    const time = await duration(async () => {
      const all = Array.from({ length: 5 }, () => assertRejects(() => write(db, work, 300)));
      for (const error of await Promise.all(all)) assertEquals(databaseTrouble(error), "locked");
    });
    assert(time > 290 && time < 3_000, `${time} ms`);
    assertEquals(begun, 0);
  }));

Deno.test("what fails for a lock after its work has begun is not begun again", () =>
  locked(async (db, other) => {
    other.exec("COMMIT");
    let begun = 0;
    const work = () => {
      begun++;
      return Promise.reject(Object.assign(new Error("database is locked"), { errcode: 5 }));
    };
    await assertRejects(() => write(db, work), Error, "database is locked");
    assertEquals(begun, 1);
  }));

Deno.test("what can be left out is not waited for; an error of our own is still one", () =>
  locked(async (db, other) => {
    assert(await duration(() => writeIfPossible(db, sweep)) < 2_000);
    other.exec("COMMIT");
    await assertRejects(() => writeIfPossible(db, () => Promise.reject(new Error("ours"))));
  }));
