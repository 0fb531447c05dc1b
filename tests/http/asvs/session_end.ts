/** ASVS 5.0 §7.4, §7.5: the end of sessions, and what takes the password once more. */
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { promote, withAdmin } from "../../support/admins.ts";
import { program } from "../../support/api.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import type { Client } from "../../support/client.ts";
import { askForReset } from "../../support/links.ts";
import { sessionRows, withAda } from "../../support/members.ts";
import { routeFiles } from "../../support/route_files.ts";
import { PASSWORD } from "../../support/visitor.ts";

const DAY = 86_400;
const NEW = "harbor violin cloud ten";

/** Another browser with the same cookies. */
function copyOf(app: TestApp, visitor: Client): Client {
  const copy = app.visitor(visitor.userAgent);
  for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
  return copy;
}

Deno.test("7.4.1: after signing out the token opens nothing, and Back shows nothing", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const copy = copyOf(app, ada);
  const page = await ada.get("/appointments");
  assertMatch(page.headers.get("cache-control")!, /no-store/);
  const { headers } = await ada.logout();
  assertEquals(headers.get("clear-site-data"), '"cache"');
  assertEquals([await copy.name(), (await copy.get("/appointments")).status], [null, 303]);
});

Deno.test("7.4.1: a login that ran out stays over, even where limits are longer later", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const copy = copyOf(app, ada);
  app.wait(DAY + 1);
  assertEquals(await ada.name(), null);
  const generous = app.restarted({ SESSION_IDLE_TIMEOUT: `${7 * DAY}` }).visitor();
  for (const [name, value] of copy.cookies) generous.cookies.set(name, value);
  assertEquals(await generous.name(), null);
});

Deno.test("7.4.2: an account that is switched off is signed out everywhere, its programs too", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const browsers = [await app.visitor().as(user), await app.visitor().as(user, { remember: true })];
  const byToken = await program(app, user);
  assertEquals((await byToken.get("/api/me")).status, 200);
  await admin.submit(page, { action: "deactivate" });
  for (const browser of browsers) assertEquals(await browser.name(), null);
  assertEquals((await byToken.get("/api/me")).status, 401);
});

Deno.test("7.4.2: an account that is to be deleted is signed out everywhere, its programs too", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const phone = app.visitor();
  await phone.login("ada@example.org");
  const user = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  const byToken = await program(app, {
    ...user,
    isAdmin: false,
    isVerified: false,
    timeZone: "UTC",
  });
  assertEquals((await ada.submit("/account/delete", { sure: "on" })).status, 303);
  assertEquals([await ada.name(), await phone.name()], [null, null]);
  assertEquals((await byToken.get("/api/me")).status, 401);
});

Deno.test("7.4.3: a new password ends all other sessions, and this one gets a new token", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const [phone, copy] = [app.visitor(), copyOf(app, ada)];
  await phone.login("ada@example.org", PASSWORD, { remember: "on" });
  const fields = { current_password: PASSWORD, password: NEW };
  assertEquals((await ada.submit("/account/password", fields)).status, 303);
  assertEquals([await ada.name(), await phone.name(), await copy.name()], ["Ada", null, null]);
});

Deno.test("7.4.3: a password that is replaced by a mailed link ends all sessions", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const link = await askForReset(app, "ada@example.org");
  assertEquals((await app.visitor().submit(link, { password: NEW })).status, 303);
  assertEquals(await ada.name(), null);
});

Deno.test("7.4.4: every page for people who are signed in shows the way out", async () => {
  const app = await testApp();
  await using _ = app;
  const user = await app.person("Ada");
  await promote(app, user);
  const ada = await app.visitor().as(user);
  let pages = 0;
  for (const { pattern, group } of await routeFiles()) {
    if (!/^(members|admin)$/.test(group) || /:|\.\w+$/.test(pattern)) continue;
    const { status, text } = await ada.get(pattern);
    assertEquals(status, 200, pattern);
    assertMatch(text, /(?:action|href)="\/logout"/, pattern);
    pages++;
  }
  assert(pages > 8, `${pages} pages`);
});

Deno.test("7.4.5: an admin ends all sessions of somebody, and nobody else's", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const bo = await app.visitor().as(await app.person("Bo"));
  const browsers = [await app.visitor().as(user), await app.visitor().as(user, { remember: true })];
  assertEquals((await admin.submit(page, { action: "end-sessions" })).status, 303);
  for (const browser of browsers) assertEquals(await browser.name(), null);
  assertEquals([await bo.name(), await admin.name()], ["Bo", "Grace"]);
});

Deno.test("7.4.5: an admin ends the sessions of everybody", async () => {
  const { app, admin, user } = await withAdmin();
  await using _ = app;
  const browsers = [await app.visitor().as(user), await app.visitor().as(await app.person("Bo"))];
  assertEquals((await admin.submit("/admin/sessions", { sure: "on" })).status, 303);
  for (const browser of browsers) assertEquals(await browser.name(), null);
});

/** What may change who gets into an account, each as its form sends it. */
const SENSITIVE: [path: string, fields: Record<string, string>][] = [
  ["/account/password", { current_password: PASSWORD, password: NEW }],
  ["/account/profile", { name: "Ada", email: "new@example.org", time_zone: "UTC" }],
  ["/account/tokens", { name: "cron", scope: "write", expires: "30" }],
  ["/account/sessions", { others: "end" }],
  ["/account/delete", { sure: "on" }],
];

for (const [path, fields] of SENSITIVE) {
  Deno.test(`7.5.1: ${path} takes the password once more, and until then nothing changes`, async () => {
    await using app = await testApp();
    const user = await app.person("Ada");
    const other = await app.visitor().as(user);
    const ada = await app.visitor().as(user, { remember: true });
    const before = await accountOf(app);
    const { status, headers } = await ada.submit("/account/sessions", fields, path);
    const location = headers.get("location");
    assertEquals([status, location], [303, `/confirm?next=${encodeURIComponent(path)}`]);
    assertEquals(await accountOf(app), before);
    assertEquals(await other.name(), "Ada");
    await ada.confirm();
    const again = await ada.submit("/account/sessions", fields, path);
    assert(!again.headers.get("location")?.startsWith("/confirm"), `${again.status}`);
    assertNotEquals(await accountOf(app), before, "with the password it is done");
  });
}

/** All of an account that these pages could change. */
async function accountOf({ db, mails }: TestApp) {
  return {
    users: await db.selectFrom("users").selectAll().execute(),
    tokens: await db.selectFrom("api_tokens").selectAll().execute(),
    links: await db.selectFrom("one_time_tokens").selectAll().execute(),
    over: (await db.selectFrom("sessions").select("ended_at").execute()).map((row) => row.ended_at),
    mails: (await mails()).length,
  };
}

Deno.test("7.5.1: an admin types the password once more before doing something to an account", async () => {
  const { app, adminUser, user, page } = await withAdmin();
  await using _ = app;
  const stale = await app.visitor().as(adminUser, { remember: true });
  for (const action of ["make-admin", "deactivate", "end-sessions", "start-reset"]) {
    const { headers } = await stale.submit(page, { action });
    assertMatch(headers.get("location")!, /^\/confirm\?/, action);
  }
  const row = await app.db.selectFrom("users").selectAll().where("id", "=", user.id)
    .executeTakeFirstOrThrow();
  assertEquals([row.role, row.is_active], ["user", 1]);
});

Deno.test("7.5.2: people see all their sessions, and end one or all others, the password typed once more", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user, { remember: true });
  const [one, two] = [await app.visitor().as(user), await app.visitor().as(user)];
  const rows = await sessionRows(app);
  const { text } = await ada.get("/account/sessions");
  const own = (await ada.session((session) => session.get("_login")))!;
  assert(own);
  const others = rows.filter(({ remember }) => !remember);
  for (const { id } of others) assert(text.includes(id));
  const end = (fields: Record<string, string>) => ada.submit("/account/sessions", fields);
  assertMatch((await end({ session_id: others[0]!.id })).headers.get("location")!, /^\/confirm/);
  assertEquals([await one.name(), await two.name()], ["Ada", "Ada"]);
  await ada.confirm();
  await end({ session_id: others[0]!.id });
  assertEquals([await one.name(), await two.name()].filter((name) => name === null).length, 1);
  await end({ others: "end" });
  assertEquals([await one.name(), await two.name(), await ada.name()], [null, null, "Ada"]);
});
