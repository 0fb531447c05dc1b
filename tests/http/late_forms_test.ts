/** Which forms that come too late are kept, and what their senders are told. */
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { App } from "fresh";
import { type AuthState, keepForms, loadUser, requireUser } from "@/lib/auth/mod.ts";
import { sessionSettingsOf } from "@/lib/app.ts";
import { csrf, csrfToken, session } from "@/lib/session/mod.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { add, address } from "../support/appointments.ts";
import { formsIn } from "../support/forms.ts";
import { askForReset } from "../support/links.ts";
import {
  countKept,
  openTab,
  PROFILE,
  PROMISE,
  signIn,
  TYPED,
  waitingFor,
} from "../support/late_forms.ts";
import { type Handler, PASSWORD, tokenIn, Visitor } from "../support/visitor.ts";

type Sent = (token: string) => [fields: Record<string, string>, headers?: object];
const NOT_KEPT: Record<string, Sent> = {
  "another site": (csrf_token) => [{ csrf_token }, { "sec-fetch-site": "cross-site" }],
  "an unknown place": (csrf_token) => [{ csrf_token }, { none: "" }],
  "a page without a token": () => [{}],
  "a page with a damaged token": () => [{ csrf_token: "hello" }],
};

for (const [where, request] of Object.entries(NOT_KEPT)) {
  Deno.test(`a form from ${where} is not kept, whoever's token it brings`, async () => {
    await using app = await testApp();
    const ada = await app.visitor().as(await app.person("Ada"));
    const token = tokenIn((await ada.get(PROFILE)).text)!;
    await ada.logout();
    const [fields, headers] = request(token);
    const answer = await ada.post(PROFILE, { ...TYPED, ...fields }, headers as HeadersInit);
    assertEquals([answer.status, await countKept(app)], [403, 0]);
    assertFalse(answer.text.includes(PROMISE));
  });
}

Deno.test("what a script sends is not kept: it is no form", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const token = tokenIn((await ada.get(PROFILE)).text)!;
  await ada.logout();
  const headers = { origin: ada.origin, "x-csrf-token": token, "content-type": "application/json" };
  const answer = await ada.send(PROFILE, { method: "POST", headers, body: JSON.stringify(TYPED) });
  assertEquals([answer.status, await countKept(app)], [403, 0]);
});

Deno.test("of a password nothing is kept, and its page says so", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const send = await openTab(ada, "/account/password");
  await ada.logout();
  const { text } = await send({ current_password: PASSWORD, password: "walnut ferry lantern" });
  assertFalse(text.includes(PROMISE));
  assertStringIncludes(text, "Passwords are not kept.");
  assertEquals(await countKept(app), 0);
});

Deno.test("a file is not kept, and its page says that it has to be chosen again", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const csrf_token = tokenIn((await ada.get(PROFILE)).text)!;
  await ada.logout();
  const headers = { origin: ada.origin };
  for (const [fields, isKept] of [[{}, false], [TYPED, true]] as const) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ csrf_token, ...fields })) body.set(name, value);
    body.set("photo", new File(["a photo"], "ada.png"));
    const { text } = await ada.send(PROFILE, { method: "POST", headers, body });
    assertEquals(text.includes(PROMISE), isKept);
    assertStringIncludes(text, "A file has to be chosen again.");
  }
  await signIn(ada);
  assertEquals(await waitingFor(ada), TYPED);
});

Deno.test("what nobody can have typed is not kept, where a form may be as large as a file", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const csrf_token = tokenIn((await ada.get("/appointments/import")).text)!;
  await ada.logout();
  const body = new FormData();
  body.set("csrf_token", csrf_token);
  body.set("note", "\u0001".repeat(900_000));
  const headers = { origin: ada.origin };
  const { status } = await ada.send("/appointments/import", { method: "POST", headers, body });
  assertEquals([status, await countKept(app)], [403, 0]);
});

Deno.test("the button that takes a deletion back is not kept, since it counts in one login alone", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  await add(ada);
  await ada.submit(`${await address(ada)}/delete`, {});
  const undo = formsIn(await ada.get("/appointments")).find(({ hidden }) => "undo" in hidden)!;
  await ada.logout();
  const { status, text } = await ada.post(undo.action, { csrf_token: undo.token, ...undo.hidden });
  assertEquals([status, text.includes(PROMISE), await countKept(app)], [403, false, 0]);
});

Deno.test("nothing is kept for an address where there is nothing", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const csrf_token = tokenIn((await ada.get(PROFILE)).text)!;
  await ada.logout();
  const { status, text } = await ada.post("/nothing", { csrf_token, ...TYPED });
  assertEquals([status, text.includes(PROMISE), await countKept(app)], [403, false, 0]);
});

Deno.test("nothing is kept for an address that is a secret", async () => {
  await using app = await testApp();
  const { email } = await app.person("Ada");
  const path = await askForReset(app, email);
  const visitor = app.visitor();
  const send = await openTab(visitor, path);
  await signIn(visitor);
  await visitor.logout();
  assertEquals([(await send({ password: "x", note: "y" })).status, await countKept(app)], [403, 0]);
});

Deno.test("the refusal leads to the page that the form stood on, with its query", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const csrf_token = tokenIn((await ada.get(PROFILE)).text)!;
  await ada.logout();
  const linkFor = async (path: string, referer: string, fields: Record<string, string>) => {
    const headers = { origin: ada.origin, referer };
    const { text } = await ada.post(path, { csrf_token, ...fields }, headers);
    return /<div class="actions"><a [^>]*href="([^"]+)"/.exec(text)![1];
  };
  const page = `${ada.origin}${PROFILE}?from=mail`;
  const toSignIn = (next: string) => `/login?next=${encodeURIComponent(next)}`;
  assertEquals(await linkFor(PROFILE, page, TYPED), toSignIn(`${PROFILE}?from=mail`));
  assertEquals(await linkFor(PROFILE, `${ada.origin}/`, TYPED), toSignIn(PROFILE));
  assertEquals(await linkFor("/logout", page, {}), `${PROFILE}?from=mail`);
  assertEquals(await linkFor("/logout", "https://evil.example/else", {}), "/logout");
});

Deno.test("an answer whose cookie does not count, since another tab has a newer one, promises nothing", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const tab = app.visitor();
  const send = await openTab(ada, PROFILE);
  for (const [name, value] of ada.cookies) tab.cookies.set(name, value);
  await ada.confirm();
  ada.cookies.clear();
  for (const [name, value] of tab.cookies) ada.cookies.set(name, value);
  const { status, text } = await send();
  assertEquals([status, text.includes(PROMISE), await countKept(app)], [403, false, 0]);
});

/** An app that asks for the token before it finds out who is there. */
function otherApp(app: TestApp): Handler {
  const sessionSettings = sessionSettingsOf(app);
  return new App<AuthState>()
    .use((ctx) => {
      Object.assign(ctx.state, app, { sessionSettings });
      return ctx.next();
    })
    .use(session(sessionSettings))
    .use(csrf({ origins: app.config.origins }))
    .use(loadUser)
    .use(keepForms())
    .get("/", (ctx) => ctx.html(`name="csrf_token" value="${csrfToken(ctx.state.session)}"`))
    .get("/note", requireUser, (ctx) => ctx.json(ctx.state.forms?.waiting?.fields ?? null))
    .post("/note", requireUser, (ctx) => ctx.text("taken"))
    .handler() as Handler;
}

Deno.test("a guard that sends somebody to sign in keeps what they have sent", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const there = new Visitor(otherApp(app), ada.origin);
  for (const [name, value] of ada.cookies) there.cookies.set(name, value);
  const csrf_token = tokenIn((await there.get("/")).text)!;
  app.wait(86_401);
  const { status, headers } = await there.post("/note", { csrf_token, text: "Buy milk" });
  assertEquals([status, headers.get("location")], [303, "/login?next=%2Fnote"]);
  for (const [name, value] of there.cookies) ada.cookies.set(name, value);
  await signIn(ada);
  for (const [name, value] of ada.cookies) there.cookies.set(name, value);
  assertEquals((await there.get("/note")).text, '[["text","Buy milk"]]');
  const fresh = tokenIn((await there.get("/")).text)!;
  assertEquals((await there.post("/note", { csrf_token: fresh, text: "Buy milk" })).text, "taken");
  assertEquals((await there.get("/note")).text, "null");
});

Deno.test("what a visitor sends to such a guard is not kept: no visitor would ever see it", async () => {
  await using app = await testApp();
  const visitor = new Visitor(otherApp(app), app.config.origins[0]);
  const csrf_token = tokenIn((await visitor.get("/")).text)!;
  const { status } = await visitor.post("/note", { csrf_token, text: "Buy milk" });
  assertEquals([status, await countKept(app)], [303, 0]);
});
