import { assert, assertEquals, assertRejects } from "@std/assert";
import { sql } from "kysely";
import { databaseTrouble, DatabaseUnavailable } from "@/lib/database_trouble.ts";
import { openDatabase, write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { HAS_SERVER, LibsqlServer } from "../../support/libsql_server.ts";
import { inNewFolder } from "../../support/process.ts";
import { type Line, slowLine } from "../../support/slow_line.ts";
import { pause } from "../../support/waiting.ts";

/** A database with a table of words, on a real server behind a line. */
function onServer(name: string, test: (db: Db, line: Line) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !HAS_SERVER,
    fn: () =>
      inNewFolder(async (folder) => {
        await using server = await LibsqlServer.start({ folder });
        await using line = slowLine(server);
        await using db = await openDatabase({ databaseUrl: line.url });
        await sql`CREATE TABLE words (no INTEGER PRIMARY KEY, word TEXT)`.execute(db);
        await test(db, line);
      }),
  });
}

const add = (db: Db, word: string) =>
  write(db, (trx) => sql`INSERT INTO words (word) VALUES (${word})`.execute(trx));

async function words(db: Db): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`SELECT word FROM words ORDER BY no`.execute(db);
  return rows.map(({ word }) => word);
}

/** Lets a server's data grow to so many bytes. */
async function limit({ adminUrl }: LibsqlServer, bytes: string): Promise<void> {
  const answer = await fetch(`${adminUrl}/v1/namespaces/default/config`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ block_reads: false, block_writes: false, max_db_size: bytes }),
  });
  await answer.body?.cancel();
  assert(answer.ok);
}

onServer("writers come one after the other, in the order in which they asked", async (db, line) => {
  line.delay = 5;
  const all = Array.from({ length: 40 }, (_, i) => `word ${i}`);
  await Promise.all(all.map((word) => add(db, word)));
  assertEquals(await words(db), all);
});

onServer("a writer that fails lets the next one in, and leaves nothing", async (db) => {
  const failing = write(db, async (trx) => {
    await sql`INSERT INTO words (word) VALUES ('never')`.execute(trx);
    throw new Error("changed my mind");
  });
  const next = add(db, "next");
  await assertRejects(() => failing, Error, "changed my mind");
  await next;
  assertEquals(await words(db), ["next"]);
});

Deno.test({
  name: "what the server has rolled back by itself fails for what went wrong first",
  ignore: !HAS_SERVER,
  fn: () =>
    inNewFolder(async (folder) => {
      await using server = await LibsqlServer.start({ folder });
      await using db = await openDatabase({ databaseUrl: server.url });
      await sql`CREATE TABLE words (no INTEGER PRIMARY KEY, word TEXT)`.execute(db);
      await limit(server, "60000");
      const error = await assertRejects(() => add(db, "long".repeat(20_000)));
      assertEquals(databaseTrouble(error), "disk full");
      await add(db, "short");
    }),
});

onServer("readers wait for nobody", async (db) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const writing = write(db, async (trx) => {
    await sql`INSERT INTO words (word) VALUES ('slow')`.execute(trx);
    await promise;
  });
  assertEquals(await words(db), []);
  resolve();
  await writing;
  assertEquals(await words(db), ["slow"]);
});

onServer(
  "of a server that says nothing any more, a writer hears once, and not twice",
  async (db, line) => {
    const { timeout } = AbortSignal;
    AbortSignal.timeout = () => timeout.call(AbortSignal, 300);
    const { promise, resolve } = Promise.withResolvers<void>();
    line.held = promise;
    try {
      const began = performance.now();
      await assertRejects(() => add(db, "unheard"), DatabaseUnavailable);
      assert(performance.now() - began < 550);
    } finally {
      resolve();
      AbortSignal.timeout = timeout;
      await pause(400); // what was on its way arrives
    }
  },
);
