/** What visitors typed who are not signed in, and how much of it is kept. */
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { filledAgain } from "../support/forms.ts";
import {
  countKept,
  openTab,
  PROMISE,
  sentLate,
  signIn,
  waitingFor,
} from "../support/late_forms.ts";
import { PASSWORD } from "../support/visitor.ts";

/** A token of a visitor's session that nobody remembers. */
const OLD = "A".repeat(86);

/** What visitors type, by page: with the rest of the form, as a browser sends it. */
const VISITORS: Record<string, [typed: Record<string, string>, rest: Record<string, string>]> = {
  "/login": [{ email: "ada@example.org", remember: "on" }, { next: "", password: PASSWORD }],
  "/register": [{ name: "Ada", email: "new@example.org" }, { password: PASSWORD }],
  "/forgot": [{ email: "ada@example.org" }, {}],
  "/lab/session": [{ key: "a", value: "b", type: "list" }, { action: "set" }],
  "/lab/cookies": [
    { ...{ name: "lab_a", value: "b", path: "/x", domain: "", max_age: "9", same_site: "Lax" } },
    { action: "set" },
  ],
};

/** Fills what visitors type into a form whose session is another one when it is sent. */
async function visitorsForm(app: TestApp, path: string) {
  await app.person("Ada");
  const visitor = app.visitor();
  const send = await openTab(visitor, path);
  await signIn(visitor);
  await visitor.logout();
  return { visitor, send: () => send({ ...VISITORS[path]![0], ...VISITORS[path]![1] }) };
}

for (const [path, [typed]] of Object.entries(VISITORS)) {
  Deno.test(`what a visitor typed at ${path} is there again, for visitors of this browser alone`, async () => {
    await using app = await testApp();
    const { visitor, send } = await visitorsForm(app, path);
    const { status, text } = await send();
    assertEquals(status, 403);
    assertStringIncludes(text, "What you typed is kept for 30 minutes. Open the form again");
    assertStringIncludes(text, `href="${path}">Open the form again`);
    const shown = await waitingFor(visitor, path);
    for (const [name, value] of Object.entries(typed)) assertEquals(shown?.[name], value, name);
    assertEquals(await waitingFor(app.visitor(), path), undefined);
    await signIn(visitor);
    assertEquals(await waitingFor(visitor, path), undefined);
    assertEquals(await countKept(app), 0, "it goes with all else that visitors leave");
  });
}

Deno.test("what a visitor typed is not for somebody who is signed in when it comes", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  await app.person("Ada");
  const send = await openTab(visitor, "/lab/session");
  await signIn(visitor);
  const { text } = await send({ key: "a", value: "b", type: "text", action: "set" });
  assertStringIncludes(text, "Somebody else is signed in here now.");
  assertEquals(await waitingFor(visitor, "/lab/session"), undefined);
  await visitor.logout();
  assertEquals((await waitingFor(visitor, "/lab/session"))?.key, "a");
});

Deno.test("of one visitor five forms are kept, of all two thousand, and none that is very long", async () => {
  await using app = await testApp();
  const { visitor, send } = await visitorsForm(app, "/forgot");
  const filler = (user_id: string | null) => ({
    ...{ id: crypto.randomUUID(), browser_hash: "other", user_id, path: crypto.randomUUID() },
    ...{ sealed: "x", expires_at: app.clock() + 60_000 },
  });
  for (const path of ["/login", "/register", "/lab", "/lab/session", "/lab/cookies", "/forgot"]) {
    app.wait(1);
    await visitor.post(path, { csrf_token: OLD, key: "a" });
  }
  const rows = await app.db.selectFrom("kept_forms").select("path").execute();
  assertEquals(rows.length, 5);
  assertFalse(rows.some(({ path }) => path === "/login"), "the oldest went");
  const long = { csrf_token: OLD, value: "x".repeat(9000) };
  assertFalse((await visitor.post("/lab/session", long)).text.includes(PROMISE));

  const others = Array.from({ length: 1995 }, () => filler(null));
  await write(app.db, async (trx) => {
    while (others.length > 0) {
      await trx.insertInto("kept_forms").values(others.splice(0, 500)).execute();
    }
  });
  assertEquals((await send()).text.includes(PROMISE), true, "its own old one has made room");
  const newcomer = app.visitor();
  await newcomer.get("/login");
  const answer = await newcomer.post("/login", { csrf_token: OLD, email: "a@b" });
  assertFalse(answer.text.includes(PROMISE));
  assertEquals(await countKept(app), 2000);
  await sentLate(app, "Bo");
  assertEquals(await countKept(app), 2001, "people who sign in find room");
});

Deno.test("a visitor without a session from here has nothing kept", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const answer = await visitor.post("/forgot", { csrf_token: OLD, email: "a@b" });
  assertEquals([answer.status, await countKept(app)], [403, 0]);
  assertFalse(answer.text.includes(PROMISE));
});

Deno.test("a form that was filled in again may be sent with another of its buttons, and waits no more", async () => {
  await using app = await testApp();
  const { visitor, send } = await visitorsForm(app, "/lab/cookies");
  await send();
  const { hidden, token } = filledAgain(await visitor.get("/lab/cookies"))!;
  const again = { csrf_token: token, ...hidden, ...VISITORS["/lab/cookies"]![0] };
  assertEquals((await visitor.post("/lab/cookies", { ...again, action: "delete" })).status, 303);
  assertEquals(await waitingFor(visitor, "/lab/cookies"), undefined);
});
