import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { define, defineMember } from "@/lib/app.ts";
import type { User } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { testApp } from "../../support/app.ts";
import { payloadText } from "../../support/cookie_payload.ts";
import { sessionRows, switchOff, withAda } from "../../support/members.ts";
import { PASSWORD } from "../../support/visitor.ts";

Deno.test("user_loader: a session leads to its person, and one that the database does not know to nobody", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  assertEquals(await ada.name(), "Ada");
  await write(app.db, (trx) => trx.deleteFrom("users").execute());
  const { status } = await ada.get("/");
  assertEquals([status, await ada.name()], [200, null], "no error, but a visitor");
  assertFalse(await ada.session((session) => session.has("_login")), "and the session forgets it");
});

Deno.test("get_id: an id is a random UUID that stays, and the cookie tells neither it nor the email", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const user = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  assertMatch(user.id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  assertEquals((await sessionRows(app))[0]!.user_id, user.id);
  const payload = payloadText(ada.cookies.get("session")!);
  assertStringIncludes(payload, "_login");
  for (const own of [user.id, user.email, user.name]) assertFalse(payload.includes(own), own);
});

Deno.test("login_user: whoever proves to know the password is signed in, fresh and not remembered", async () => {
  const { app } = await withAda();
  await using _ = app;
  const laptop = app.visitor();
  await laptop.login("ada@example.org");
  assertEquals(await laptop.name(), "Ada");
  const row = (await sessionRows(app)).at(-1)!;
  assertEquals([row.remember, row.confirmed_at], [0, app.clock()]);
});

Deno.test("is_active: an account that is not active cannot sign in, there is no force, and who is inside is out", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await switchOff(app);
  assertEquals(await ada.name(), null);
  const again = app.visitor();
  const fields = { force: "on", remember: "on" };
  assertEquals((await again.login("ada@example.org", PASSWORD, fields)).status, 401);
  assertEquals(await again.name(), null);
});

Deno.test("logout_user: signing out ends the login at the server, remembered ones too", async () => {
  const { app } = await withAda();
  await using _ = app;
  for (const more of [{}, { remember: "on" }] as Record<string, string>[]) {
    const ada = app.visitor();
    await ada.login("ada@example.org", PASSWORD, more);
    const cookies = [...ada.cookies];
    await ada.logout();
    assertEquals(await ada.name(), null);
    for (const [name, value] of cookies) ada.cookies.set(name, value);
    assertEquals(await ada.name(), null, "nor does the old cookie count any more");
  }
});

Deno.test("anonymous_user: nobody signed in is no special person: user is null, and pages say so", async () => {
  await using app = await testApp();
  const { status, text } = await app.visitor().get("/");
  assertEquals(status, 200);
  assertFalse(text.includes("data-user"));
  assertStringIncludes(text, 'href="/login"');
});

/** What the types refuse; `deno check` reports an expected error that does not come. */
Deno.test("current_user: is_authenticated is user !== null, and the types ask before a user is used", () => {
  define.handlers({
    GET({ state }) {
      // @ts-expect-error -- nobody may be signed in
      const unsafe = () => state.user.name;
      assert(unsafe);
      const isAuthenticated = state.user !== null;
      return new Response(isAuthenticated ? state.user?.name : "Anonymous");
    },
  });
  define.handlers({
    GET({ state: { user } }) {
      if (user === null) return new Response("Anonymous"); // is_anonymous
      const known: User = user;
      return new Response(known.name);
    },
  });
});

Deno.test("current_user: behind requireUser it is surely a User, and no field of it is a secret", () => {
  defineMember.handlers({
    GET({ state }) {
      const user: User = state.user;
      const isSure: null extends typeof state.user ? false : true = true;
      assert(isSure);
      // @ts-expect-error -- a hash never leaves lib/auth
      const hash = () => user.password_hash;
      assert(hash);
      // @ts-expect-error -- whoever is a User is active
      const active = () => user.isActive;
      assert(active);
      return new Response(user.name);
    },
  });
});

Deno.test("current_user: every page knows it, the errors too", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const path of ["/", "/appointments", "/lab", "/nothing-there"]) {
    assertMatch((await ada.get(path)).text, /data-user[^>]*>Ada</, path);
  }
});

Deno.test("user_accessed: static files and the health check ask for nobody, and touch no session", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const path of ["/healthz", "/readyz", "/styles.css", "/favicon.svg"]) {
    const { headers } = await ada.get(path);
    assertFalse(headers.has("set-cookie"), path);
    assertFalse(/cookie/i.test(headers.get("vary") ?? ""), path);
  }
  const line = app.lines.findLast((each) => each.includes('"request"'))!;
  assertFalse(line.includes('"user"'));
});

Deno.test("FlaskLoginClient: a test puts somebody at a browser, fresh or stale, without a form", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const fresh = await app.visitor().as(ada);
  const stale = await app.visitor().as(ada, { remember: true });
  assertEquals([await fresh.name(), await stale.name()], ["Ada", "Ada"]);
  const confirmed = (await sessionRows(app)).map((row) => row.confirmed_at !== null);
  assertEquals(confirmed.sort(), [false, true]);
});
