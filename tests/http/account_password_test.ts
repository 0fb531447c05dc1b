import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { changePassword, NO_DEVICE } from "@/lib/auth/mod.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { FIREFOX } from "../support/browsers.ts";
import type { Client } from "../support/client.ts";
import { sessionRows, withAda } from "../support/members.ts";
import { PASSWORD } from "../support/visitor.ts";

const PAGE = "/account/password";
const NEW = "seven candle orbit plum";

const change = (visitor: Client, fields: Record<string, string> = {}) =>
  visitor.submit(PAGE, { current_password: PASSWORD, password: NEW, ...fields });

const hashOf = async (app: TestApp) =>
  (await app.db.selectFrom("users").select("password_hash").executeTakeFirstOrThrow())
    .password_hash;

Deno.test("a new password counts, and the old one no more", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { status, headers } = await change(ada);
  assertEquals([status, headers.get("location")], [303, PAGE]);
  assertStringIncludes((await ada.get(PAGE)).text, "Your password is changed.");
  assertEquals((await app.visitor().login("ada@example.org", PASSWORD)).status, 401);
  assertEquals((await app.visitor().login("ada@example.org", NEW)).status, 303);
});

Deno.test("a new password ends all other sign-ins, and this browser gets a new token", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const elsewhere = app.visitor();
  await elsewhere.login("ada@example.org");
  const copy = app.visitor();
  for (const [name, value] of ada.cookies) copy.cookies.set(name, value);
  assertEquals(await copy.name(), "Ada");
  await change(ada);
  assertEquals(await ada.name(), "Ada");
  assertEquals(await elsewhere.name(), null);
  assertEquals(await copy.name(), null, "a stolen cookie still opens the account");
  const ended = (await sessionRows(app)).map(({ end_reason }) => end_reason);
  assertEquals(ended.toSorted(), [null, "password_changed"].toSorted());
});

Deno.test("a new password is told by mail and in the history, and kills the links under way", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor(FIREFOX).as(user);
  await app.db.insertInto("one_time_tokens").values({
    ...{ token_hash: "x", purpose: "reset", email: user.email, sealed: null },
    ...{ user_id: user.id, created_at: 0, expires_at: 9e15, used_at: null },
  }).execute();
  await change(ada);
  assertEquals(await app.db.selectFrom("one_time_tokens").selectAll().execute(), []);
  const [mail] = await app.mails();
  assertEquals([mail?.to, mail?.subject], ["ada@example.org", "Your password was changed"]);
  assertFalse(mail!.text.includes(NEW));
  const { text } = await ada.get("/account/history");
  assertStringIncludes(text, "Password changed with Firefox on Linux.");
});

const REFUSED: [what: string, fields: Record<string, string>, message: string][] = [
  ["a wrong current password", { current_password: "not it at all" }, "not the password that you"],
  ["no current password", { current_password: "" }, "Please type the password that you have now."],
  ["a short new password", { password: "short" }, "at least 12 characters"],
  ["the name as a password", { password: "ada-ada-ada-1815" }, "made of your name"],
  ["the same password again", { password: PASSWORD }, "Please choose another one."],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused, nothing changes, and no password comes back`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    const before = await hashOf(app);
    const { status, text } = await change(ada, fields);
    assertEquals(status, 422);
    assertStringIncludes(text, message);
    for (const value of [PASSWORD, NEW, ...Object.values(fields).filter(Boolean)]) {
      assertFalse(text.includes(`value="${value}"`));
    }
    assertEquals(await hashOf(app), before);
    assertEquals(await app.mails(), []);
  });
}

Deno.test("somebody who tries many current passwords has to wait, and is told for how long", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const before = await hashOf(app);
  let last = await change(ada, { current_password: "guess number 0" });
  for (let tries = 1; tries <= 12 && last.status !== 429; tries++) {
    last = await change(ada, { current_password: `guess number ${tries}` });
  }
  assertEquals(last.status, 429);
  assert(Number(last.headers.get("retry-after")) > 0);
  assertMatch(last.text, /Too many tries\. Please wait /);
  assertEquals((await change(ada)).status, 429);
  assertEquals(await hashOf(app), before);
});

Deno.test("the page takes a password typed lately, to be seen and to be sent", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  const before = await hashOf(app);
  const token = /name="csrf_token" value="([^"]+)"/.exec((await ada.get("/")).text)![1]!;
  const fields = { csrf_token: token, current_password: PASSWORD, password: NEW };
  for (const answer of [await ada.get(PAGE), await ada.post(PAGE, fields)]) {
    assertEquals(answer.status, 303);
    assertEquals(answer.headers.get("location"), "/confirm?next=%2Faccount%2Fpassword");
  }
  assertEquals(await hashOf(app), before);
});

Deno.test("a sign-in that was ended meanwhile changes nothing any more", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user);
  const before = await hashOf(app);
  const [row] = await sessionRows(app);
  const login = { id: row!.id, isRemembered: false, createdAt: 0, isFresh: true };
  const end = { ended_at: 1, end_reason: "password_changed" as const };
  await app.db.updateTable("sessions").set(end).execute();
  const fields = { current_password: PASSWORD, password: NEW };
  const change = await ada.session((session) =>
    changePassword(app, { user, login, device: NO_DEVICE, session }, fields)
  );
  const error = "You were signed out meanwhile. The password is as it was.";
  assertEquals(change, { ok: false, errors: { "": error } });
  assertEquals(await hashOf(app), before);
});
