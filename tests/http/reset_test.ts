import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { eventsOf } from "../support/admins.ts";
import { testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import { askForReset, contents } from "../support/links.ts";
import { sessionRows } from "../support/members.ts";

const ADA = "ada@example.org";
const NEW = { password: "nine quiet lanterns drift" };

/** Ada has asked for a new password. */
async function withLink(env = {}) {
  const app = await testApp(env);
  const user = await app.person("Ada");
  return { app, user, path: await askForReset(app, ADA) };
}

Deno.test("the link leads to a form, the form to a new password, and that signs in", async () => {
  const { app, path, user } = await withLink();
  await using _ = app;
  const visitor = app.visitor(FIREFOX);
  const page = await visitor.get(path);
  assertEquals(page.status, 200);
  assertMatch(page.text, /<input type="text" autocomplete="username" value="ada@example.org"/);
  assertStringIncludes(page.text, 'autocomplete="new-password"');
  const done = await visitor.submit(path, NEW);
  assertEquals([done.status, done.headers.get("location")], [303, "/login"]);
  const login = await visitor.get("/login");
  assertStringIncludes(login.text, "Your password is changed. Please sign in with it.");
  assertEquals(await visitor.name(), null);
  assertEquals((await visitor.login(ADA)).status, 401);
  assertEquals((await visitor.login(ADA, NEW.password)).status, 303);
  const events = (await eventsOf(app, user.id)).map(([type]) => type);
  assertEquals(events.slice(0, 2), ["password_changed", "refused"].sort());
});

Deno.test("a new password ends all sign-ins, tells the owner by mail, and proves the mailbox", async () => {
  const { app, path, user } = await withLink();
  await using _ = app;
  const phone = await app.visitor().as(user);
  const laptop = await app.visitor().as(user, { remember: true });
  await app.visitor(FIREFOX).submit(path, NEW);
  assertEquals([await phone.name(), await laptop.name()], [null, null]);
  const ends = (await sessionRows(app)).map(({ end_reason }) => end_reason);
  assertEquals(ends, ["password_changed", "password_changed"]);
  const mail = (await app.mails()).at(-1)!;
  assertEquals([mail.to, mail.subject], [ADA, "Your password was changed"]);
  assertStringIncludes(mail.text, "was changed with Firefox on Linux, on 21 November 2026 at ");
  assertStringIncludes(mail.text, "\nhttp://localhost:8000/forgot\n");
  const { verified_at } = await app.db.selectFrom("users").select("verified_at")
    .executeTakeFirstOrThrow();
  assertEquals(verified_at, app.clock());
});

Deno.test("the mail about a new password tells of API tokens, where some still get in past it", async () => {
  for (const hasToken of [true, false]) {
    await using app = await testApp();
    const person = await app.person("Ada");
    await app.db.updateTable("users").set({ verified_at: app.clock() }).execute();
    const fields = { action: "create", name: "cron", scope: "read", expires: "30" };
    if (hasToken) await (await app.visitor().as(person)).submit("/account/tokens", fields);
    await app.visitor().submit(await askForReset(app, ADA), NEW);
    const { subject, text } = (await app.mails()).at(-1)!;
    assertEquals(subject, "Your password was changed");
    assertEquals(text.includes("Programs with an API token still get in."), hasToken);
  }
});

Deno.test("who resets the password while signed in is signed out, and told once", async () => {
  const { app, path, user } = await withLink();
  await using _ = app;
  const ada = await app.visitor().as(user);
  await ada.submit(path, NEW);
  const { text } = await ada.get("/login");
  assertEquals(text.match(/data-flash/g)?.length, 1);
  assertFalse(text.includes("You were signed out"));
});

const REFUSED: [what: string, password: string, message: string][] = [
  ["none", "", "Please choose a password."],
  ["a short one", "short", "at least 12 characters"],
  ["one of the name", "Ada-Ada-Ada-1815", "made of your name"],
];

for (const [what, password, message] of REFUSED) {
  Deno.test(`of new passwords, ${what} is refused with the reason, and the link stays good`, async () => {
    const { app, path } = await withLink();
    await using _ = app;
    const visitor = app.visitor();
    const { status, text } = await visitor.submit(path, { password });
    assertEquals(status, 422);
    assertStringIncludes(text, message);
    if (password) assertFalse(text.includes(password));
    assertEquals((await visitor.submit(path, NEW)).status, 303);
  });
}

Deno.test("somebody else's sign-in in this browser stays as it is", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const bo = await app.visitor().as(await app.person("Bo"));
  assertEquals((await bo.submit(path, NEW)).status, 303);
  assertEquals(await bo.name(), "Bo");
});

Deno.test("tries that failed before do not keep the owner out after a new password", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const visitor = app.visitor();
  for (let i = 0; i < 11; i++) await visitor.login(ADA, "not the password");
  assertEquals((await visitor.login(ADA)).status, 429);
  await visitor.submit(path, NEW);
  assertEquals((await visitor.login(ADA, NEW.password)).status, 303);
});

Deno.test("the token stands in the mail alone: in no log, no table, no session and no later address", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const token = path.split("/").at(-1)!;
  const visitor = app.visitor();
  await visitor.get(path);
  await visitor.submit(path, { password: "short" });
  assertFalse((await visitor.get("/")).text.includes(token));
  const done = await visitor.submit(path, NEW);
  assertFalse([...done.headers].join().includes(token));
  assertFalse((await visitor.get("/login")).text.includes(token));
  await visitor.get(path);
  const held = await visitor.session((session) =>
    [...session.keys()].map((key) => session.get(key as "lastPage"))
  );
  assertFalse(JSON.stringify(held).includes(token));
  assertFalse((await contents(app)).includes(token));
  assertFalse(app.lines.join("\n").includes(token));
  assertStringIncludes(app.lines.join("\n"), '"route":"/reset/:token"');
});

for (const isGood of [true, false]) {
  Deno.test(`the page of a ${isGood ? "good" : "dead"} link is kept nowhere and loads nothing from elsewhere`, async () => {
    const { app, path } = await withLink();
    await using _ = app;
    const { headers, text } = await app.visitor().get(isGood ? path : "/reset/x");
    assertStringIncludes(headers.get("cache-control")!, "no-store");
    assertEquals(headers.get("referrer-policy"), "same-origin");
    const loaded = [...text.matchAll(/<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"/g)];
    assert(loaded.length > 0);
    for (const [, address] of loaded) assertMatch(address!, /^\/(?!\/)/);
  });
}
