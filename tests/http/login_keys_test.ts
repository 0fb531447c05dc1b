import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { keysInUse } from "@/lib/auth/mod.ts";
import { SECRET } from "../support/constants.ts";
import { sessionRows, withAda } from "../support/members.ts";

const NEW = "an0ther-k3y-for-tests-9876543210-zyxwv";
const DAY = 86_400;

Deno.test("an old key is in use until its last sign-in has come back under the new one", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.visitor().as(await app.person("Bo"));
  const [old] = await keysInUse(app);
  assertEquals(old?.logins, 2);

  const rotated = app.restarted({ SECRET_KEY: NEW, SECRET_KEY_FALLBACKS: SECRET });
  const adaLater = rotated.visitor();
  ada.cookies.forEach((value, name) => adaLater.cookies.set(name, value));
  assertEquals(await adaLater.name(), "Ada");
  assertEquals(await keysInUse(rotated), [old!], "the answer with the new cookie may be lost");
  assertEquals(await adaLater.name(), "Ada");
  const uses = await keysInUse(rotated);
  assertEquals(uses.map(({ logins }) => logins), [1, 1]);
  assertEquals(uses.filter(({ keyId }) => keyId === old!.keyId).length, 1);
});

Deno.test("ended, idle and inactive logins keep no key in use; remembered ones do for longer", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.visitor().as(await app.person("Bo"));
  await app.visitor().as(await app.person("Cy"), { remember: true });
  const dee = await app.person("Dee");
  await app.visitor().as(dee);
  assertEquals((await keysInUse(app))[0]?.logins, 4);
  await ada.logout();
  assertEquals((await keysInUse(app))[0]?.logins, 3);
  await app.db.updateTable("users").set({ is_active: 0 }).where("id", "=", dee.id).execute();
  assertEquals((await keysInUse(app))[0]?.logins, 2);
  app.wait(2 * DAY);
  const [left] = await keysInUse(app);
  assertEquals(left?.logins, 1);
  assertEquals(left?.lastSeenAt, app.clock() - 2 * DAY * 1000);
});

Deno.test("the name of a key tells keys apart and gives nothing of them away", async () => {
  const { app } = await withAda();
  await using _ = app;
  const key_id = (await sessionRows(app))[0]!.key_id;
  assertMatch(key_id, /^[\w-]{8}$/);
  const other = app.restarted({ SECRET_KEY: NEW });
  await other.visitor().as(await app.person("Bo"));
  const names = (await keysInUse(app)).map(({ keyId }) => keyId);
  assertEquals(names.length, 2);
  assertNotEquals(names[0], names[1]);
});
