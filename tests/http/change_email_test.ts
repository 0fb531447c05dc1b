import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { requestEmailChange, type User } from "@/lib/auth/mod.ts";
import { eventsOf } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import { askForReset, contents, holdBackground, pathTo, submitAnyway } from "../support/links.ts";
import { sessionRows, switchOff } from "../support/members.ts";

const OLD = "ada@example.org";
const NEW = "ada@elsewhere.example";
const DEVICE = { userAgent: FIREFOX, address: "10.0.0.1" };

async function emailOf(app: TestApp, { id }: User): Promise<string> {
  const row = await app.db.selectFrom("users").select("email").where("id", "=", id)
    .executeTakeFirstOrThrow();
  return row.email;
}

/** Ada has asked for another address. */
async function withLink() {
  const app = await testApp();
  const user = await app.person("Ada");
  assertEquals(await requestEmailChange(app, user, ` ${NEW.toUpperCase()} `, DEVICE), { ok: true });
  return { app, user, path: await pathTo(app, NEW) };
}

Deno.test("the link goes to the new address, and the old one is told at once", async () => {
  const { app, user } = await withLink();
  await using _ = app;
  const [link, notice] = await app.mails();
  assertEquals([link!.to, link!.subject], [NEW, "Please confirm your new email address"]);
  assertMatch(link!.text, /^Hello,\n/);
  assertMatch(link!.text, /^http:\/\/localhost:8000\/verify\/[\w-]{43}$/m);
  assertEquals([notice!.to, notice!.subject], [OLD, "Somebody wants to change your email address"]);
  assertStringIncludes(notice!.text, `to ${NEW}, with Firefox on Linux, on 21 November 2026 at `);
  assertFalse(notice!.text.includes("/verify/"));
  assertEquals(await emailOf(app, user), OLD);
  const events = await eventsOf(app, user.id);
  assertEquals(events, [["email_change_requested", { to: NEW }]]);
});

Deno.test("the account moves when the new address is confirmed, which ends other sign-ins and tells the old one", async () => {
  const { app, user, path } = await withLink();
  await using _ = app;
  const ada = await app.visitor(FIREFOX).as(user);
  const phone = await app.visitor().as(user);
  const page = await ada.get(path);
  assertStringIncludes(page.text, OLD);
  assertStringIncludes(page.text, NEW);
  assertEquals(await emailOf(app, user), OLD);
  const done = await ada.submit(path, {});
  assertEquals([done.status, done.headers.get("location")], [303, "/account/profile"]);
  assertStringIncludes(
    (await ada.get("/")).text,
    `The email address of your account is now ${NEW}.`,
  );
  assertEquals([await ada.name(), await phone.name()], ["Ada", null]);
  const ends = (await sessionRows(app)).map(({ end_reason }) => end_reason);
  assertEquals(ends.toSorted(), ["email_changed", null]);
  const mail = (await app.mails()).at(-1)!;
  assertEquals([mail.to, mail.subject], [OLD, "Your email address was changed"]);
  assertStringIncludes(mail.text, `is now ${NEW}. It was changed with Firefox on Linux, on `);
  const changed = (await eventsOf(app, user.id)).find(([type]) => type === "email_changed");
  assertEquals(changed, ["email_changed", { from: OLD, to: NEW }]);
  assertEquals((await app.visitor().login(OLD)).status, 401);
  assertEquals((await app.visitor().login(NEW)).status, 303);
});

Deno.test("confirmed where somebody else is signed in, all sign-ins of its owner end and the other one stays", async () => {
  const { app, user, path } = await withLink();
  await using _ = app;
  const ada = await app.visitor().as(user);
  const bo = await app.visitor().as(await app.person("Bo"));
  assertEquals((await bo.submit(path, {})).status, 303);
  assertEquals([await ada.name(), await bo.name()], [null, "Bo"]);
});

Deno.test("a new address is proven, and links to the old one are dead", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  const reset = await askForReset(app, OLD);
  const done = await app.visitor().submit(path, {});
  assertEquals(done.headers.get("location"), "/login");
  const { verified_at } = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  assertEquals(verified_at, app.clock());
  assertEquals((await app.visitor().get(reset)).status, 410);
});

Deno.test("links to the old address stay dead when the account comes back to it", async () => {
  const { app, user, path } = await withLink();
  await using _ = app;
  const reset = await askForReset(app, OLD);
  await app.visitor().submit(path, {});
  await requestEmailChange(app, { ...user, email: NEW }, OLD, DEVICE);
  assertEquals((await app.visitor().submit(await pathTo(app, OLD), {})).status, 303);
  assertEquals(await emailOf(app, user), OLD);
  assertEquals((await app.visitor().get(reset)).status, 410);
});

Deno.test("the owner of an account that is switched off is not told that the address was wanted", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  await switchOff(app, "Bo");
  assertEquals(await requestEmailChange(app, ada, bo.email, DEVICE), { ok: true });
  assertEquals((await app.mails()).map(({ to }) => to), [OLD]);
});

Deno.test("an address of another account gets the same answer, and its owner a mail without a link to it", async () => {
  await using app = await testApp();
  const [ada, bo] = [await app.person("Ada"), await app.person("Bo")];
  const background = holdBackground(app);
  const before = await contents(app);
  const answers = [
    await requestEmailChange(app, ada, NEW, DEVICE),
    await requestEmailChange(app, ada, bo.email, DEVICE),
  ];
  assertEquals(answers, [{ ok: true }, { ok: true }]);
  assertEquals(await contents(app), before);
  background.release();
  const mails = await app.mails();
  assertEquals(mails.map(({ to }) => to), [NEW, OLD, bo.email, OLD]);
  assertEquals(mails[2]!.subject, "Somebody asked for your email address");
  assertFalse(/verify|ada/i.test(mails[2]!.text));
  assertEquals(
    (await app.visitor().get(await pathTo(app, NEW))).status,
    410,
    "it was the older one",
  );
});

Deno.test("an address that somebody else has got meanwhile is left to them, with a kind page", async () => {
  const { app, user, path } = await withLink();
  await using _ = app;
  await app.visitor().register("Bo", NEW);
  const { status, text } = await app.visitor().submit(path, {});
  assertEquals(status, 409);
  assertStringIncludes(text, "This address has an account already");
  assertStringIncludes(text, 'href="/login">Sign in</a>');
  const ada = await app.visitor().as(user);
  assertStringIncludes(
    (await ada.submit(path, {})).text,
    "Your profile</a>",
    "no way out of /login",
  );
  assertEquals(await emailOf(app, user), OLD);
});

Deno.test("of several accounts that want one address at once, one gets it", async () => {
  await using app = await testApp();
  const paths = [];
  for (const name of ["Ada", "Bo", "Cy", "Di"]) {
    await requestEmailChange(app, await app.person(name), NEW, DEVICE);
    paths.push(await pathTo(app, NEW));
  }
  const answers = await Promise.all(paths.map((path) => app.visitor().submit(path, {})));
  assertEquals(answers.map(({ status }) => status).toSorted(), [303, 409, 409, 409]);
});

Deno.test("the mail to the old address tells the truth: a new password stops the change", async () => {
  const { app, path } = await withLink();
  await using _ = app;
  assertStringIncludes((await app.mails())[1]!.text, "That stops the change");
  await app.visitor().submit(await askForReset(app, OLD), {
    password: "nine quiet lanterns drift",
  });
  assertEquals((await submitAnyway(app.visitor(), path, {})).status, 410);
});

Deno.test("an account that is switched off does not move", async () => {
  const { app, user, path } = await withLink();
  await using _ = app;
  await switchOff(app);
  assertEquals((await submitAnyway(app.visitor(), path, {})).status, 410);
  assertEquals(await emailOf(app, user), OLD);
});
