import {
  assert,
  assertEquals,
  assertFalse,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { PASSWORD, tokenIn, type Visitor } from "../support/visitor.ts";

const DAY = 86_400;

async function withAda(env = {}): Promise<{ app: TestApp; ada: Visitor }> {
  const app = await testApp(env);
  const ada = app.visitor();
  await ada.register("Ada");
  return { app, ada };
}

function sessionRows(app: TestApp) {
  return app.db.selectFrom("sessions").selectAll().orderBy("created_at").execute();
}

Deno.test("registering signs in, and the page says who is there", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  assertEquals(await ada.name(), "Ada");
  assertEquals(await app.visitor().name(), null);
});

Deno.test("signing in needs the right password, whatever the case of the email", async () => {
  await using app = (await withAda()).app;
  const laptop = app.visitor();
  assertEquals((await laptop.login("  ADA@Example.org ")).status, 303);
  assertEquals(await laptop.name(), "Ada");
  assertEquals((await app.visitor().login("ada@example.org", PASSWORD.toUpperCase())).status, 401);
});

Deno.test("a wrong password, an unknown email and an inactive account get the same answer", async () => {
  const { app } = await withAda();
  await using _ = app;
  await app.visitor().register("Bo");
  await write(
    app.db,
    (trx) => trx.updateTable("users").set({ is_active: 0 }).where("name", "=", "Bo").execute(),
  );
  const tries = [
    ["ada@example.org", "not the password"],
    ["nobody@example.org", PASSWORD],
    ["bo@example.org", PASSWORD],
  ] as const;
  const pages = new Set<string>();
  for (const [email, password] of tries) {
    const { status, text } = await app.visitor().login(email, password);
    assertEquals(status, 401);
    assertStringIncludes(text, "Incorrect email or password.");
    assertFalse(text.includes(password), "a password is never shown again");
    pages.add(text.replaceAll(email, "").replace(/[\w-]{86}|nonce="\w+"/g, ""));
  }
  assertEquals([...pages].slice(1), []);
});

Deno.test("a refused form keeps what was typed, but the password", async () => {
  await using app = (await withAda()).app;
  const { text } = await app.visitor().login("ada@example.org", "wrong words", {
    next: "/appointments/new",
    remember: "on",
  });
  assertStringIncludes(text, 'value="ada@example.org"');
  assertStringIncludes(text, 'value="/appointments/new"');
  assertStringIncludes(text, "checked");
});

Deno.test("a page for members sends visitors to sign in, and then back", async () => {
  const { app } = await withAda();
  await using _ = app;
  const visitor = app.visitor();
  const refused = await visitor.get("/appointments");
  assertEquals(refused.status, 303);
  assertEquals(refused.headers.get("location"), "/login?next=%2Fappointments");
  const login = await visitor.get("/login?next=%2Fappointments");
  assertStringIncludes(login.text, "Please sign in to see this page.");
  const fields = { csrf_token: tokenIn(login.text)!, email: "ada@example.org", password: PASSWORD };
  const back = await visitor.post("/login", { ...fields, next: "/appointments" });
  assertEquals(back.headers.get("location"), "/appointments");
});

Deno.test("signing in never leads to another site", async () => {
  await using app = (await withAda()).app;
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil"]) {
    const { headers } = await app.visitor().login("ada@example.org", PASSWORD, { next });
    assertEquals(headers.get("location"), "/appointments", next);
  }
});

Deno.test("who is signed in already is led away from the forms to sign in and up", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const path of ["/login", "/register"]) {
    const { status, headers } = await ada.get(path);
    assertEquals([status, headers.get("location")], [303, "/"]);
  }
  const { headers } = await ada.get("/login?next=%2Fappointments%2Fnew");
  assertEquals(headers.get("location"), "/appointments/new");
});

Deno.test("signing in replaces what an anonymous visitor left", async () => {
  const { app } = await withAda();
  await using _ = app;
  const visitor = app.visitor();
  const before = await visitor.get("/login");
  const planted = visitor.cookies.get("session");
  await visitor.login("ada@example.org");
  assertNotEquals(visitor.cookies.get("session"), planted);
  const fields = { csrf_token: tokenIn(before.text)!, title: "x" };
  assertEquals((await visitor.post("/appointments/new", fields)).status, 403);
});

Deno.test("signing out ends the session for good, even for a copy of the cookie", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const thief = app.visitor();
  for (const [name, value] of ada.cookies) thief.cookies.set(name, value);
  assertEquals(await thief.name(), "Ada");
  const { headers } = await ada.logout();
  assertEquals(headers.get("clear-site-data"), '"cache"');
  assertEquals(await ada.name(), null);
  assertEquals(await thief.name(), null);
  const [row] = await sessionRows(app);
  assertEquals([row!.end_reason, row!.ended_at], ["signed_out", app.clock()]);
});

Deno.test("a link can't sign anybody out: GET asks first", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  assertStringIncludes((await ada.get("/logout")).text, "Sign out?");
  assertEquals(await ada.name(), "Ada");
  assertEquals((await app.visitor().get("/logout")).headers.get("location"), "/");
});

Deno.test("the database holds no token that would open an account", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const [, payload = ""] = ada.cookies.get("session")!.split(".");
  const token = /_login","([\w-]{43})"/.exec(
    atob(payload.replaceAll("-", "+").replaceAll("_", "/")),
  )![1]!;
  const rows = JSON.stringify(await sessionRows(app));
  assertFalse(rows.includes(token));
});

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
  await write(app.db, (trx) => trx.updateTable("users").set({ is_active: 0 }).execute());
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
