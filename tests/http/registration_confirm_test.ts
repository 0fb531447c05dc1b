import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { eventsOf } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import type { Client } from "../support/client.ts";
import { contents, holdBackground, pathTo, submitAnyway } from "../support/links.ts";
import { PASSWORD } from "../support/visitor.ts";
import { switchOff } from "../support/members.ts";

const CONFIRM = { REGISTRATION: "confirm" };
const ADA = "ada@example.org";

/** Ada has filled in the form and waits for her mail. */
async function withPending(): Promise<{ app: TestApp; ada: Client; path: string }> {
  const app = await testApp(CONFIRM);
  const ada = app.visitor(FIREFOX);
  await ada.register("Ada");
  return { app, ada, path: await pathTo(app, ADA) };
}

function users(app: TestApp) {
  return app.db.selectFrom("users").selectAll().execute();
}

Deno.test("an account waits for its mail: until then there is none, and nobody is signed in", async () => {
  await using app = await testApp(CONFIRM);
  const ada = app.visitor(FIREFOX);
  const asked = await ada.register("Ada");
  assertEquals([asked.status, asked.headers.get("location")], [303, "/register?sent"]);
  assertStringIncludes((await ada.get("/register?sent")).text, "Check your mail");
  const [mail] = await app.mails();
  assertEquals([mail!.to, mail!.subject], [ADA, "Please confirm your new account"]);
  assertMatch(mail!.text, /^Hello,\n/);
  assertStringIncludes(mail!.text, "with Firefox on Linux, on 21 November 2026 at ");
  assertEquals([await users(app), await ada.name()], [[], null]);
  assertEquals((await ada.login(ADA)).status, 401);
});

Deno.test("in the browser that registered, one click completes the account and signs in", async () => {
  const { app, ada, path } = await withPending();
  await using _ = app;
  const page = await ada.get(path);
  assertFalse(page.text.includes('name="password"'));
  assertEquals(await users(app), []);
  const done = await ada.submit(path, {});
  assertEquals([done.status, done.headers.get("location")], [303, "/appointments"]);
  assertStringIncludes(
    (await ada.get("/appointments")).text,
    "Welcome, Ada. Your account is ready.",
  );
  assertEquals(await ada.name(), "Ada");
  const [user] = await users(app);
  assertEquals([user!.name, user!.email, user!.verified_at], ["Ada", ADA, app.clock()]);
  const types = (await eventsOf(app, user!.id)).map(([type]) => type);
  assertEquals(types, ["registered", "signed_in"]);
  assertEquals((await app.visitor().login(ADA)).status, 303);
});

Deno.test("in another browser the link alone opens nothing: it takes the password", async () => {
  const { app, path } = await withPending();
  await using _ = app;
  const phone = app.visitor();
  const page = await phone.get(path);
  assertStringIncludes(page.text, 'autocomplete="current-password"');
  const wrong = await phone.submit(path, { password: "a guess of a password" });
  assertEquals(wrong.status, 401);
  assertStringIncludes(wrong.text, "This is not the password.");
  assertEquals((await phone.submit(path, {})).status, 401);
  assertEquals(await users(app), []);
  assertEquals((await phone.submit(path, { password: PASSWORD })).status, 303);
  assertEquals(await phone.name(), "Ada");
});

Deno.test("a session that another browser made up for itself is not the one that registered", async () => {
  const { app, path } = await withPending();
  await using _ = app;
  const eve = app.visitor();
  await eve.register("Eve");
  assertEquals((await eve.submit(path, {})).status, 401);
});

Deno.test("five wrong passwords, or twenty at once, kill the link, for the right one too", async () => {
  for (const atOnce of [false, true]) {
    const { app, path } = await withPending();
    await using _ = app;
    const guess = () => submitAnyway(app.visitor(), path, { password: "a guess of a password" });
    const statuses: number[] = [];
    if (atOnce) {
      const answers = await Promise.all(Array.from({ length: 20 }, guess));
      statuses.push(...answers.map(({ status }) => status));
    } else for (let i = 0; i < 6; i++) statuses.push((await guess()).status);
    assertEquals(statuses.filter((status) => status === 401).length, 4);
    assertEquals(statuses.filter((status) => status === 410).length, statuses.length - 4);
    assertEquals((await app.visitor().get(path)).status, 410);
    assertEquals((await submitAnyway(app.visitor(), path, { password: PASSWORD })).status, 410);
    assertEquals(await users(app), []);
  }
});

Deno.test("of 20 who complete one account at once, one does", async () => {
  const { app, ada, path } = await withPending();
  await using _ = app;
  const { text } = await ada.get(path);
  const csrf_token = /name="csrf_token" value="([^"]+)"/.exec(text)![1]!;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ada.post(path, { csrf_token })),
  );
  assertEquals(answers.filter(({ status }) => status === 303).length, 1);
  assertEquals(answers.filter(({ status }) => status === 410).length, 19);
  assertEquals((await users(app)).length, 1);
});

Deno.test("the answer, and all that is done before it, is the same for a known address", async () => {
  await using app = await testApp(CONFIRM);
  await app.person("Ada");
  await app.person("Bo");
  await switchOff(app, "Bo");
  const background = holdBackground(app);
  const before = await contents(app);
  for (const name of ["Ada", "Bo", "Cy"]) {
    const { status, headers, text } = await app.visitor().register(name);
    assertEquals([status, headers.get("location"), text], [303, "/register?sent", ""]);
  }
  assertEquals(await contents(app), before);
  background.release();
  const mails = await app.mails();
  assertEquals(mails.map(({ to, subject }) => [to, subject]), [
    [ADA, "You have an account already"],
    ["cy@example.org", "Please confirm your new account"],
  ]);
  assertStringIncludes(mails[0]!.text, "\nhttp://localhost:8000/login\n");
  assertStringIncludes(mails[0]!.text, "\nhttp://localhost:8000/forgot\n");
  assertFalse(mails[0]!.text.includes("/verify/"));
});

Deno.test("an address that got an account meanwhile is left to it, with a kind page", async () => {
  const { app, ada, path } = await withPending();
  await using _ = app;
  await app.person("Ada");
  const { status, text } = await ada.submit(path, {});
  assertEquals(status, 409);
  assertStringIncludes(text, "This address has an account already");
  assertEquals([(await users(app)).length, await ada.name()], [1, null]);
});

const REFUSED: [what: string, fields: Record<string, string>, message: string][] = [
  ["no name", { name: " " }, "Please enter your name."],
  ["no address", { email: "ada" }, "does not look like an email"],
  ["a short password", { password: "short" }, "at least 12 characters"],
  ["a known address with a short password", { email: "bo@example.org", password: "short" }, "12"],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused beside its field, as where registration is open`, async () => {
    await using app = await testApp(CONFIRM);
    await app.person("Bo");
    const form = { name: "Ada", email: ADA, password: PASSWORD, ...fields };
    const { status, text } = await app.visitor().submit("/register", form);
    assertEquals(status, 422);
    assertStringIncludes(text, message);
    assertFalse(text.includes("account with this email"));
    assertEquals(await app.mails(), []);
  });
}

Deno.test("who registers one address after the other is told to wait, and how long", async () => {
  await using app = await testApp(CONFIRM);
  for (let i = 0; i < 40; i++) await app.visitor().submit("/forgot", { email: `a${i}@x.example` });
  const refused = await app.visitor().register("Ada");
  assertEquals([refused.status, refused.headers.get("retry-after")], [429, "3600"]);
  assertStringIncludes(refused.text, "Please try again in one hour.");
  assertStringIncludes(refused.text, `value="${ADA}"`);
});

Deno.test("a link an hour old makes no account; registering again does", async () => {
  const { app, ada, path } = await withPending();
  await using _ = app;
  app.wait(3600);
  assertEquals((await ada.get(path)).status, 410);
  assertEquals((await submitAnyway(ada, path, {})).status, 410);
  await ada.register("Ada");
  assertEquals((await ada.submit(await pathTo(app, ADA), {})).status, 303);
});

Deno.test("no name, password or token of a waiting account can be read in the database or the log", async () => {
  const { app, path } = await withPending();
  await using _ = app;
  const kept = await contents(app) + app.lines.join();
  for (const secret of [path.split("/").at(-1)!, "argon2id", PASSWORD, '"Ada"']) {
    assertFalse(kept.includes(secret), secret);
  }
  assert(kept.includes('"register"'));
});
