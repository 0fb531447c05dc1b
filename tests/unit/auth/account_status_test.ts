import { assert, assertEquals } from "@std/assert";
import {
  type Changed,
  endAllLogins,
  findAccount,
  isLastAdmin,
  NO_DEVICE,
  setActive,
  setRole,
} from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { adminPerson, eventsOf } from "../../support/admins.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { onNewDatabase, openTestDatabase } from "../../support/database.ts";
import { sessionRows } from "../../support/members.ts";

const BY = { by: "task", device: NO_DEVICE } as const;

const shutOut = (app: TestApp, userId: string) =>
  setActive(app, { userId, isActive: false, ...BY });
const demote = (app: TestApp, userId: string) => setRole(app, { userId, role: "user", ...BY });

Deno.test("shutting an account out ends its logins and its mailed links, and is in its history", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  await app.visitor().as(ada);
  const token = { purpose: "reset", email: ada.email, created_at: 1, expires_at: 9e12 };
  await write(app.db, (trx) =>
    trx.insertInto("one_time_tokens").values([
      { token_hash: "hers", user_id: ada.id, ...token },
      { token_hash: "nobody's", user_id: null, ...token },
    ]).execute());
  app.wait(5);
  assertEquals(await shutOut(app, ada.id), "done");
  assertEquals((await sessionRows(app))[0]!.end_reason, "deactivated");
  const left = await app.db.selectFrom("one_time_tokens").select("token_hash").execute();
  assertEquals(left, [{ token_hash: "nobody's" }]);
  const told = (await eventsOf(app, ada.id)).slice(1); // she had signed in first
  assertEquals(told.map(([type]) => type), ["deactivated", "ended"]);
  assertEquals(told[0], ["deactivated", { by: "task" }]);
});

Deno.test("an account that is let in again has to sign in anew", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const browser = await app.visitor().as(ada);
  await shutOut(app, ada.id);
  assertEquals(await setActive(app, { userId: ada.id, isActive: true, ...BY }), "done");
  assertEquals(await browser.name(), null);
  assertEquals((await browser.login(ada.email)).status, 303);
});

Deno.test("what is so already is not done again, and not noted", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  assertEquals(await setActive(app, { userId: ada.id, isActive: true, ...BY }), "same");
  assertEquals(await demote(app, ada.id), "same");
  assertEquals(await shutOut(app, crypto.randomUUID()), "missing");
  assertEquals(await eventsOf(app, ada.id), []);
});

Deno.test("nobody who is shut out is made an admin", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  await shutOut(app, ada.id);
  assertEquals(await setRole(app, { userId: ada.id, role: "admin", ...BY }), "inactive");
});

Deno.test("the last admin stays one, whoever else there is", async () => {
  await using app = await testApp();
  const grace = await adminPerson(app, "Grace");
  await app.person("Ada");
  const shut = await adminPerson(app, "Shut");
  const leaving = await adminPerson(app, "Leaving");
  await shutOut(app, shut.id);
  await write(
    app.db,
    (trx) => trx.updateTable("users").set({ delete_at: 1 }).where("id", "=", leaving.id).execute(),
  );
  assert(await write(app.db, (trx) => isLastAdmin(trx, grace.id)));
  assertEquals(await demote(app, grace.id), "last_admin");
  assertEquals(await shutOut(app, grace.id), "last_admin");
  const { isAdmin, isActive } = (await findAccount(app.db, grace.id))!;
  assert(isAdmin && isActive);
  await adminPerson(app, "Other");
  assertEquals(await demote(app, grace.id), "done");
});

Deno.test("of admins who remove each other at the same moment, in two processes, one remains", () =>
  onNewDatabase(async (url) => {
    await using app = await testApp({ DATABASE_URL: url });
    const second = await openTestDatabase(url);
    const [ada, bo] = [await adminPerson(app, "Ada"), await adminPerson(app, "Bo")];
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all([
        demote(app, ada.id),
        shutOut({ ...app, db: second }, bo.id),
        demote({ ...app, db: second }, bo.id),
      ]);
      assert(outcomes.includes("last_admin"), outcomes.join());
      assertEquals(await admins(app.db), 1);
      await restore(app, [ada.id, bo.id]);
    }
    await second.destroy();
  }));

async function admins(db: Db): Promise<number> {
  const rows = await db.selectFrom("users").select("id")
    .where("role", "=", "admin").where("is_active", "=", 1).execute();
  return rows.length;
}

async function restore(app: TestApp, ids: readonly string[]): Promise<Changed[]> {
  const done: Changed[] = [];
  for (const userId of ids) {
    done.push(await setActive(app, { userId, isActive: true, ...BY }));
    done.push(await setRole(app, { userId, role: "admin", ...BY }));
  }
  return done;
}

Deno.test("all of somebody's logins can be ended at once, and nobody else's", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const browsers = [await app.visitor().as(ada), await app.visitor().as(ada)];
  const bo = await app.visitor().as(await app.person("Bo"));
  assertEquals(await endAllLogins(app, { userId: ada.id, device: NO_DEVICE }), 2);
  for (const browser of browsers) assertEquals(await browser.name(), null);
  assertEquals(await bo.name(), "Bo");
  assertEquals((await sessionRows(app))[0]!.end_reason, "ended_by_admin");
});
