import { assert, assertEquals } from "@std/assert";
import { copyServer } from "@/lib/db/backup/copy_server.ts";
import { examine } from "@/lib/db/backup/examine.ts";
import { migrate } from "@/lib/db/migrate.ts";
import { openDatabase } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { HAS_SERVER, LibsqlServer } from "../../support/libsql_server.ts";
import { inNewFolder } from "../../support/process.ts";

/** How many come at most: one with each page of rows, and then that is not the last. */
const MOST = 10;

/** Somebody with a line in the history. */
async function addSomebody(db: Db, id: string): Promise<void> {
  const user = { id, email: id, name: "X", password_hash: "", time_zone: "UTC" };
  const event = { id, user_id: id, type: "registered", at: 1, user_agent: "", address: "" };
  await db.transaction().execute(async (trx) => {
    await trx.insertInto("users").values({ ...user, created_at: 1, updated_at: 1 }).execute();
    await trx.insertInto("events").values({ ...event, details: "{}" }).execute();
  });
}

Deno.test("the copy of a server holds one moment, whoever comes while it is read", {
  ignore: !HAS_SERVER,
}, () =>
  inNewFolder(async (folder) => {
    await using server = await LibsqlServer.start({ folder });
    const address = { databaseUrl: server.url };
    await using db = await openDatabase(address);
    await migrate(db);
    await addSomebody(db, "first");
    let come = 0;
    const meanwhile = async (request: Request) => {
      const text = await request.clone().text();
      if (text.includes("FROM events") && come < MOST) await addSomebody(db, `no. ${++come}`);
      return await fetch(request);
    };
    await copyServer(address, `${folder}/copy.db`, meanwhile);
    const { accounts } = await examine(`${folder}/copy.db`); // nobody's line is without its owner
    assertEquals(accounts, 1);
    const { n } = await db.selectFrom("users").select((eb) => eb.fn.countAll().as("n"))
      .executeTakeFirstOrThrow();
    assert(Number(n) > 1, "somebody has come");
  }));
