import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { CHROME, FIREFOX, NEWER_FIREFOX } from "../../support/browsers.ts";
import type { Client } from "../../support/client.ts";
import { heard } from "../../support/heard.ts";
import { sessionRows, withAda } from "../../support/members.ts";
import { testApp } from "../../support/app.ts";
import { PASSWORD } from "../../support/visitor.ts";

/** Where it leads to end all other logins, which is sensitive: back to the list, or to the password first. */
async function endsOthers(visitor: Client): Promise<string | null> {
  const { headers } = await visitor.submit("/account/sessions", { others: "1" });
  return headers.get("location");
}

const DONE = "/account/sessions";
const ASKED = "/confirm?next=%2Faccount%2Fsessions";

Deno.test("login_fresh: who has just typed the password is fresh, for fifteen minutes", async () => {
  const { app } = await withAda();
  await using _ = app;
  const ada = app.visitor();
  await ada.login("ada@example.org");
  app.wait(15 * 60);
  assertEquals(await endsOthers(ada), DONE);
  app.wait(1);
  assertEquals(await endsOthers(ada), ASKED);
});

Deno.test("remember_me: a remembered login is stale from its start, and still a login", async () => {
  const { app } = await withAda();
  await using _ = app;
  const ada = app.visitor();
  await ada.login("ada@example.org", PASSWORD, { remember: "on" });
  assertEquals((await ada.get("/appointments")).status, 200, "login_required makes no difference");
  assertEquals(await endsOthers(ada), ASKED);
});

Deno.test("fresh_login_required: a visitor signs in, a stale login is asked for the password, a fresh one passes", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const anonymous = await app.visitor().get("/account/sessions");
  assertEquals(anonymous.headers.get("location"), "/login?next=%2Faccount%2Fsessions");
  assertEquals(await endsOthers(await app.visitor().as(user, { remember: true })), ASKED);
  assertEquals(await endsOthers(await app.visitor().as(user)), DONE);
});

Deno.test("needs_refresh: the page that asks for the password says why, and leads back with the form as it was", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const other = await app.visitor().as(user);
  const ada = await app.visitor().as(user, { remember: true });
  assertEquals(await endsOthers(ada), ASKED);
  assertStringIncludes((await ada.get(ASKED)).text, "What comes next takes your password");
  const { headers } = await ada.submit(ASKED, { password: PASSWORD, next: DONE }, "/confirm");
  assertEquals(headers.get("location"), DONE);
  assertEquals(await other.name(), "Ada", "nothing was done yet");
  assertStringIncludes((await ada.get(DONE)).text, 'name="others"');
});

Deno.test("confirm_login: the right password makes a stale login fresh, with a new token; a wrong one does not", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user, { remember: true });
  const token = () => ada.session((session) => session.get("_login"));
  const before = await token();
  assertEquals((await ada.confirm("not the password")).status, 401);
  assertEquals([await token(), await endsOthers(ada)], [before, ASKED]);
  assertEquals((await ada.confirm()).status, 303);
  assertNotEquals(await token(), before);
  assertEquals(await endsOthers(ada), DONE);
  assertEquals((await sessionRows(app)).length, 1, "it is the same login");
});

Deno.test("user_login_confirmed: listeners are told once the password is right", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user, { remember: true });
  const [confirmed, signedIn] = [heard(app, "confirmed"), heard(app, "signed_in")];
  await ada.confirm("not the password");
  assertEquals(confirmed, []);
  await ada.confirm();
  assertEquals(confirmed.map(({ userId }) => userId), [user.id]);
  assertEquals(signedIn, [], "it is no sign-in");
});

const PROTECTIONS: [mode: string, name: string | null, leadsTo: string][] = [
  ["off", "Ada", DONE],
  ["basic", "Ada", ASKED],
  ["strong", null, "/login?next=%2Faccount%2Fsessions"],
];

for (const [mode, name, leadsTo] of PROTECTIONS) {
  Deno.test(`session_protection ${mode}: a cookie in another kind of browser`, async () => {
    await using app = await testApp({ SESSION_PROTECTION: mode });
    const ada = await app.visitor(FIREFOX).as(await app.person("Ada"));
    const thief = app.visitor(CHROME);
    for (const [key, value] of ada.cookies) thief.cookies.set(key, value);
    assertEquals(await thief.name(), name);
    const { headers } = await thief.get("/account/sessions");
    if (name) assertEquals(await endsOthers(thief), leadsTo);
    else assertEquals(headers.get("location"), leadsTo);
  });
}

Deno.test("session_protection: neither an update of the browser nor another address matters", async () => {
  await using app = await testApp({ SESSION_PROTECTION: "strong", TRUST_PROXY: "on" });
  const ada = await app.visitor(FIREFOX).as(await app.person("Ada"));
  ada.userAgent = NEWER_FIREFOX;
  for (const address of ["10.1.1.1", "10.1.1.1, 10.1.1.2", "2001:db8::7"]) {
    const { text } = await ada.get("/", { "x-forwarded-for": address });
    assertStringIncludes(text, "data-user", address);
  }
  assertEquals(await endsOthers(ada), DONE);
});

Deno.test("session_protection: visitors who are not signed in are not watched", async () => {
  await using app = await testApp({ SESSION_PROTECTION: "strong" });
  const visitor = app.visitor(FIREFOX);
  await visitor.get("/login");
  visitor.userAgent = CHROME;
  assertEquals((await visitor.get("/register")).status, 200);
  assertEquals(await visitor.session((session) => session.get("lastPage")), "/register");
});
