import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { write } from "@/lib/db/open.ts";
import { sessionRows, switchOff, withAda } from "../support/members.ts";
import { PASSWORD } from "../support/visitor.ts";

const DAY = 86_400;

Deno.test("an ordinary login ends with the browser, when idle, and after its lifetime", async () => {
  const { app, ada } = await withAda({
    SESSION_LIFETIME: `${3 * DAY}`,
    SESSION_IDLE_TIMEOUT: `${DAY}`,
  });
  await using _ = app;
  for (let day = 0; day < 3; day++) {
    app.wait(DAY - 1);
    assertEquals(await ada.name(), "Ada");
  }
  app.wait(10);
  assertEquals(await ada.name(), null, "three days are over");
  await ada.login("ada@example.org");
  app.wait(DAY + 1);
  assertEquals(await ada.name(), null, "a day without a visit");
  assertEquals((await sessionRows(app)).map((row) => row.end_reason), ["expired", "idle"]);
});

Deno.test("a remembered login outlives the browser and idle weeks, up to its own lifetime", async () => {
  const { app } = await withAda();
  await using _ = app;
  const ada = app.visitor();
  const { headers } = await ada.login("ada@example.org", PASSWORD, { remember: "on" });
  assertStringIncludes(headers.get("set-cookie")!, `Max-Age=${30 * DAY}`);
  app.wait(29 * DAY);
  assertEquals(await ada.name(), "Ada");
  app.wait(2 * DAY);
  assertEquals(await ada.name(), null);
});

Deno.test("a deactivated account is out at its very next request", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await switchOff(app);
  assertEquals(await ada.name(), null);
  assertEquals((await sessionRows(app))[0]!.end_reason, "deactivated");
});

Deno.test("an old hash is made anew when its owner signs in", async () => {
  const { app } = await withAda();
  await using _ = app;
  const old = await hashPassword(PASSWORD, { memory: 64, passes: 1, parallelism: 1 });
  await write(app.db, (trx) => trx.updateTable("users").set({ password_hash: old }).execute());
  assertEquals((await app.visitor().login("ada@example.org")).status, 303);
  const { password_hash } = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  assertStringIncludes(password_hash, "$m=19456,t=2,p=1$");
  assertEquals((await app.visitor().login("ada@example.org")).status, 303);
});

Deno.test("a plain read writes nothing; being seen is noted now and then", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const seen = async () => (await sessionRows(app))[0]!.seen_at;
  const first = await seen();
  app.wait(59);
  await ada.get("/appointments");
  assertEquals(await seen(), first);
  app.wait(2);
  await ada.get("/appointments");
  assertEquals(await seen(), app.clock());
});

Deno.test("a changed secret key signs everybody out, an added one nobody", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const newKey = "br4nd-new-k3y-for-tests-000111222333";
  const rotated = app.restarted({
    SECRET_KEY: newKey,
    SECRET_KEY_FALLBACKS: app.config.secrets[0],
  });
  const again = rotated.visitor();
  for (const [name, value] of ada.cookies) again.cookies.set(name, value);
  assertEquals(await again.name(), "Ada");
  const dropped = app.restarted({ SECRET_KEY: newKey }).visitor();
  for (const [name, value] of again.cookies) dropped.cookies.set(name, value);
  assertEquals(await dropped.name(), "Ada", "the visit in between had it signed anew");
  for (const [name, value] of ada.cookies) dropped.cookies.set(name, value);
  assertEquals(await dropped.name(), null);
  assert(ada.cookies.size > 0);
});
