/** What every instance does when it starts, and what of it is done once. */
import { assertEquals } from "@std/assert";
import { sql } from "kysely";
import { requestDeletion } from "@/lib/auth/mod.ts";
import { startChores } from "@/lib/chores.ts";
import type { Db } from "@/lib/db/schema.ts";
import { testApp } from "../support/app.ts";
import { openTestDatabase } from "../support/database.ts";
import { at, instances, processes } from "../support/instances.ts";
import { build, inNewFolder } from "../support/process.ts";

await build();

async function columns(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM migrations ORDER BY rowid`
    .execute(db);
  return rows.map(({ name }) => name);
}

Deno.test("migrations at simultaneous start: once each, and four processes on an empty database all serve", () =>
  inNewFolder(async (folder) => {
    await using all = await processes(folder, { count: 4 });
    const ada = all.apps[0].visitor();
    await ada.register("Ada");
    for (const app of all.apps) {
      assertEquals(await at(app, ada).name(), "Ada");
      assertEquals(/locked|error/i.test(app.output), false, app.output);
    }
    await using db = await openTestDatabase(all.url);
    await using fresh = await testApp();
    assertEquals(await columns(db), await columns(fresh.db));
  }));

Deno.test("four processes that start at once on this machine agree on the key that they make", () =>
  inNewFolder(async (folder) => {
    await using all = await processes(folder, { count: 4, env: { SECRET_KEY: "" } });
    const ada = all.apps[0].visitor();
    await ada.register("Ada");
    for (const app of all.apps) assertEquals(await at(app, ada).name(), "Ada");
  }));

Deno.test("instances that sweep at the same moment note each event once", async () => {
  await using all = await instances([{}, {}, {}, {}]);
  const [one] = all.apps;
  for (const name of ["Ada", "Bo", "Cy"]) await one.visitor().as(await one.person(name));
  const leaver = await one.person("Di");
  const device = { userAgent: "", address: "" };
  await one.visitor().session((session) => requestDeletion(one, { user: leaver, device, session }));
  all.wait(15 * 86_400);
  const deleted: string[] = [];
  for (const app of all.apps) app.hooks.on("deleted", ({ details }) => deleted.push(details.user));
  for (const app of all.apps) startChores(app, () => {});
  await Promise.all(all.apps.map((app) => app.background.idle()));
  const ended = await one.db.selectFrom("events").select("user_id").where("type", "=", "ended")
    .execute();
  assertEquals([ended.length, new Set(ended.map(({ user_id }) => user_id)).size], [3, 3]);
  assertEquals(deleted, [leaver.id]);
  assertEquals(all.apps.flatMap(({ lines }) => lines.filter((line) => /failed/.test(line))), []);
});
