import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findAccount, NO_DEVICE, setActive, setRole } from "@/lib/auth/mod.ts";
import { eventsOf, withAdmin } from "../support/admins.ts";
import { sessionRows } from "../support/members.ts";
import { PASSWORD } from "../support/visitor.ts";

Deno.test("a user's page tells what is known of the account, and nothing secret", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
  const ada = app.visitor();
  const form = await ada.get("/login");
  const csrf_token = /name="csrf_token" value="([^"]+)"/.exec(form.text)![1]!;
  await ada.post("/login", { email: user.email, password: PASSWORD, csrf_token }, {
    origin: ada.origin,
    "sec-fetch-site": "same-origin",
    "user-agent": firefox,
  });
  const { text } = await admin.get(page);
  assertStringIncludes(text, user.email);
  assertStringIncludes(text, "Firefox on Linux");
  assertStringIncludes(text, "since 21 November 2026");
  assertStringIncludes(text, "Signed in with Firefox on Linux, a new device");
  const [{ password_hash }] = await app.db.selectFrom("users").select("password_hash")
    .execute() as [{ password_hash: string }];
  for (const { token_hash } of await sessionRows(app)) assert(!text.includes(token_hash));
  assert(!text.includes(password_hash));
});

Deno.test("there is no page for an account that does not exist, whatever its address looks like", async () => {
  const { app, admin } = await withAdmin();
  await using _ = app;
  for (const id of [crypto.randomUUID(), "1", "%00", "'%20OR%201=1"]) {
    assertEquals((await admin.get(`/admin/users/${id}`)).status, 404, id);
  }
  const { status } = await admin.submit("/admin/users/1", { action: "deactivate" });
  assertEquals(status, 404);
});

Deno.test("an account that is deactivated is out at its very next request, and in again when activated", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const ada = await app.visitor().as(user);
  const answer = await admin.submit(page, { action: "deactivate" });
  assertEquals([answer.status, answer.headers.get("location")], [303, page]);
  assertStringIncludes((await admin.get(page)).text, "The account is switched off");
  assertEquals(await ada.name(), null);
  assertEquals((await ada.login(user.email)).status, 401);
  await admin.submit(page, { action: "activate" });
  assertEquals((await ada.login(user.email)).status, 303);
});

Deno.test("without JavaScript, deactivating asks on a page of its own first", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const href = new RegExp(`href="(${page}\\?action=deactivate)"`).exec(
    (await admin.get(page)).text,
  )!;
  const question = (await admin.get(href[1]!)).text;
  assertStringIncludes(question, "Switch this account off?");
  assert((await findAccount(app.db, user.id))!.isActive, "a link alone changes nothing");
  await admin.submit(href[1]!, { action: "deactivate" }, page);
  assertEquals((await findAccount(app.db, user.id))!.isActive, false);
});

Deno.test("each thing that can be done to an account has a button that says so", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const buttons = async () =>
    [...(await admin.get(page)).text.matchAll(
      /<form method="post" action="\/admin[^]*?<\/form>/g,
    )].map(([form]) => [
      /name="action" value="([^"]*)"/.exec(form)![1],
      form.replace(/<[^>]*>/g, "").trim(),
    ]);
  assertEquals(await buttons(), [
    ["start-reset", "Mail a link for a new password"],
    ["end-sessions", "Sign out everywhere"],
    ["make-admin", "Make administrator"],
    ["deactivate", "Switch off"],
  ]);
  const change = { userId: user.id, by: "task", device: NO_DEVICE } as const;
  await setRole(app, { ...change, role: "admin" });
  await setActive(app, { ...change, isActive: false });
  assertEquals(await buttons(), [
    ["activate", "Switch on again"],
    ["make-user", "Remove as administrator"],
  ]);
});

Deno.test("all sign-ins of an account can be ended", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  const browsers = [await app.visitor().as(user), await app.visitor().as(user)];
  await admin.submit(page, { action: "end-sessions" });
  assertStringIncludes((await admin.get(page)).text, "2 devices are signed out.");
  for (const browser of browsers) assertEquals(await browser.name(), null);
  assertEquals(await admin.name(), "Grace");
  await admin.submit(page, { action: "end-sessions" });
  assertStringIncludes((await admin.get(page)).text, "Nobody is signed in to this account.");
});

Deno.test("what an admin did stands in the history of the account, with the admin's device", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  for (const action of ["make-admin", "make-user", "deactivate", "activate"]) {
    app.wait(1);
    await admin.submit(page, { action });
  }
  assertEquals(await eventsOf(app, user.id), [
    ["role_changed", { to: "admin", by: "admin" }],
    ["role_changed", { to: "user", by: "admin" }],
    ["deactivated", { by: "admin" }],
    ["activated", { by: "admin" }],
  ]);
  const rows = await app.db.selectFrom("events").select("address")
    .where("user_id", "=", user.id).execute();
  assertEquals(new Set(rows.map(({ address }) => address)).size, 1);
  assert(rows[0]!.address !== "");
  assertStringIncludes((await admin.get(page)).text, "Account switched on");
});

Deno.test("an admin with a login that is not fresh types the password first, and then finds the button again", async () => {
  const { app, adminUser, user, page } = await withAdmin();
  await using _ = app;
  const admin = await app.visitor().as(adminUser, { remember: true });
  for (const action of ["make-admin", "end-sessions", "start-reset", "deactivate"]) {
    const { status, headers } = await admin.submit(page, { action });
    assertEquals([status, headers.get("location")], [
      303,
      `/confirm?next=${encodeURIComponent(page)}`,
    ]);
  }
  const { isActive, isAdmin } = (await findAccount(app.db, user.id))!;
  assertEquals([isActive, isAdmin], [true, false]);
  const confirmed = await admin.submit("/confirm", { password: PASSWORD, next: page });
  assertEquals([confirmed.status, confirmed.headers.get("location")], [303, page]);
  const { text } = await admin.get(page);
  assertStringIncludes(noticeIn(text), "You were about to do this.");
  assertMatch(text, /name="action" value="deactivate"\/?><div class="notice"/);
  await admin.submit(page, { action: "deactivate" });
  assertEquals((await findAccount(app.db, user.id))!.isActive, false);
  assertEquals(noticeIn((await admin.get(page)).text), "", "what was done is not offered again");
});

/** What a form on the page remarks. */
function noticeIn(html: string): string {
  return /<div class="notice".*?<\/form>/s.exec(html)?.[0] ?? "";
}

Deno.test("a form with an action that does not exist changes nothing and says so", async () => {
  const { app, admin, page, user } = await withAdmin();
  await using _ = app;
  const before = await findAccount(app.db, user.id);
  await admin.submit(page, { action: "toString" });
  assertStringIncludes((await admin.get(page)).text, "That cannot be done to an account.");
  assertEquals(await findAccount(app.db, user.id), before);
});

Deno.test("a link for a new password goes to the account's own address, and no admin sees it", async () => {
  const { app, admin, user, page } = await withAdmin();
  await using _ = app;
  await admin.submit(page, { action: "start-reset" });
  const { text } = await admin.get(page);
  assertStringIncludes(text, `A link to choose a new password is on its way to ${user.email}.`);
  const [mail] = await app.mails();
  assertEquals(mail!.to, user.email);
  const token = /\/reset\/([\w-]{43})/.exec(mail!.text)![1]!;
  assert(!text.includes(token));
  assert(!app.lines.join().includes(token));
  assertStringIncludes(text, "An administrator sent a link to choose a new password");
});

Deno.test("where no mails can be sent, the page says how else a link is had", async () => {
  const { app, admin, page } = await withAdmin({
    ORIGIN: "https://book.example",
  });
  await using _ = app;
  const { text } = await admin.get(page);
  assert(!text.includes('value="start-reset"'));
  assertStringIncludes(text, "deno task user reset-link");
  await admin.submit(page, { action: "start-reset" });
  assertStringIncludes((await admin.get(page)).text, "This app sends no mails");
});

Deno.test("a deactivated account gets no link for a new password", async () => {
  const { app, admin, page } = await withAdmin();
  await using _ = app;
  await admin.submit(page, { action: "deactivate" });
  await admin.submit(page, { action: "start-reset" });
  assertStringIncludes((await admin.get(page)).text, "Switch it on first.");
  assertEquals(await app.mails(), []);
});
