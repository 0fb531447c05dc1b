import { assertEquals, assertMatch, assertNotEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { sessionRows, withAda } from "../support/members.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";

const DEVICES = "/account/sessions";
const TO_CONFIRM = "/confirm?next=%2Faccount%2Fsessions";

const endOthers = (
  visitor: { submit: (path: string, fields: Record<string, string>) => unknown },
) => visitor.submit(DEVICES, { others: "end" }) as Promise<{ headers: Headers }>;

Deno.test("what is sensitive can be done for 15 minutes after signing in, and not a moment longer", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(15 * 60);
  assertEquals((await endOthers(ada)).headers.get("location"), DEVICES);
  app.wait(0.001);
  assertEquals((await endOthers(ada)).headers.get("location"), TO_CONFIRM);
});

Deno.test("FRESH_LOGIN_WINDOW says how long that is", async () => {
  const { app, ada } = await withAda({ FRESH_LOGIN_WINDOW: "5" });
  await using _ = app;
  app.wait(6);
  assertEquals((await endOthers(ada)).headers.get("location"), TO_CONFIRM);
});

Deno.test("a remembered login is stale from its start", async () => {
  const { app } = await withAda();
  await using _ = app;
  const visitor = app.visitor();
  await visitor.login("ada@example.org", PASSWORD, { remember: "on" });
  assertEquals((await endOthers(visitor)).headers.get("location"), TO_CONFIRM);
});

Deno.test("after the password it goes on where one was, and the login has a new token", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(3600);
  await endOthers(ada);
  const before = await ada.session((session) => session.get("_login"));
  const { text } = await ada.get(TO_CONFIRM);
  assertStringIncludes(text, "What comes next takes your password");
  assertStringIncludes(text, 'value="ada@example.org"');
  const { status, headers } = await ada.confirm(PASSWORD, DEVICES);
  assertEquals([status, headers.get("location")], [303, DEVICES]);
  assertNotEquals(await ada.session((session) => session.get("_login")), before);
  assertEquals((await endOthers(ada)).headers.get("location"), DEVICES);
  assertEquals((await sessionRows(app)).length, 1, "the same login");
});

Deno.test("a copy of the cookie from before is worth nothing after the password was typed", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const thief = app.visitor();
  for (const [name, value] of ada.cookies) thief.cookies.set(name, value);
  await ada.confirm();
  assertEquals([await thief.name(), await ada.name()], [null, "Ada"]);
});

Deno.test("a wrong password leaves the login stale, and the page says so", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(3600);
  const { status, text } = await ada.confirm("not the password", DEVICES);
  assertEquals(status, 401);
  assertStringIncludes(text, "That is not your password.");
  assertStringIncludes(text, `name="next" value="${DEVICES}"`);
  assertEquals((await endOthers(ada)).headers.get("location"), TO_CONFIRM);
});

Deno.test("guessing at /confirm is stopped after ten tries, and does not sign out", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (let tries = 0; tries < 10; tries++) {
    assertEquals((await ada.confirm(`guess number ${tries}`)).status, 401);
  }
  const { status, headers, text } = await ada.confirm();
  assertEquals(status, 429, "the right one, too");
  assertMatch(headers.get("retry-after")!, /^\d+$/);
  assertStringIncludes(text, "minute");
  assertEquals(await ada.name(), "Ada");
});

Deno.test("nobody is led to another site after the password", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", ""]) {
    assertEquals((await ada.confirm(PASSWORD, next)).headers.get("location"), "/account");
  }
});

Deno.test("the form that was filled in waits, for the same person in the same browser", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const office = await app.visitor().as(await personOf(app));
  const id = (await sessionRows(app)).at(-1)!.id;
  app.wait(3600);
  await ada.submit(DEVICES, { session_id: id });
  assertStringIncludes((await ada.get(DEVICES)).text, "You were about to sign out");
  const other = (await office.get(DEVICES)).text.includes("You were about to sign out");
  assertEquals(other, false, "another browser of hers knows nothing of it");
  app.wait(30 * 60 + 1);
  const later = (await ada.get(DEVICES)).text.includes("You were about to sign out");
  assertEquals(later, false, "after half an hour it is gone");
});

Deno.test("a form that is kept can't be read in the database, and holds no password", async () => {
  await using app = (await withAda()).app;
  const ada = await app.visitor().as(await personOf(app), { remember: true });
  await ada.submit(DEVICES, { session_id: "a-remarkable-id", password: PASSWORD });
  const rows = await app.db.selectFrom("kept_forms").selectAll().execute();
  assertEquals(rows.length, 1);
  assertEquals(JSON.stringify(rows).includes("a-remarkable-id"), false);
});

async function personOf(app: Awaited<ReturnType<typeof testApp>>) {
  const row = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  const { id, email, name, time_zone: timeZone } = row;
  return { id, email, name, isAdmin: false, isVerified: false, timeZone };
}

Deno.test("a cookie that is sent again and again keeps twenty forms, and the last among them", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  const csrf_token = tokenIn((await ada.get("/account/tokens")).text)!;
  const before = new Map(ada.cookies);
  for (let i = 0; i < 22; i++) {
    for (const [name, value] of before) ada.cookies.set(name, value);
    await ada.post("/account/tokens", { csrf_token, name: `Form ${i}`, action: "create" });
    app.wait(1);
  }
  assertEquals((await app.db.selectFrom("kept_forms").select("id").execute()).length, 20);
  assertStringIncludes((await ada.get("/account/tokens")).text, 'value="Form 21"');
});
