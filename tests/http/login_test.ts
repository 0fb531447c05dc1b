import { assertEquals, assertFalse, assertNotEquals, assertStringIncludes } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { testApp } from "../support/app.ts";
import { sessionRows, switchOff, withAda } from "../support/members.ts";
import { PASSWORD, tokenIn } from "../support/visitor.ts";

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
  await switchOff(app, "Bo");
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

Deno.test("signing in within its days of grace saves an account from being deleted", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const plan = (delete_at: number) =>
    write(app.db, (trx) => trx.updateTable("users").set({ delete_at }).execute());
  await plan(app.clock() + 1);
  assertEquals((await app.visitor().login("ada@example.org", "wrong words")).status, 401);
  const ada = app.visitor();
  assertEquals((await ada.login("ada@example.org")).status, 303);
  assertStringIncludes(
    (await ada.get("/")).text,
    "Your account is not going to be deleted any more.",
  );
  const { delete_at } = await app.db.selectFrom("users").select("delete_at")
    .executeTakeFirstOrThrow();
  const types = await app.db.selectFrom("events").select("type").orderBy("at").execute();
  assertEquals(delete_at, null);
  assertEquals(types.map(({ type }) => type), ["refused", "deletion_cancelled", "signed_in"]);
  await plan(app.clock());
  assertEquals((await app.visitor().login("ada@example.org")).status, 401);
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
