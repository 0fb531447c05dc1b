import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { words } from "../support/labs.ts";
import { withAda } from "../support/members.ts";
import { make, revoke, shownToken, TOKENS } from "../support/tokens.ts";

Deno.test("a token is shown on the answer to its form, and on no page after it", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const made = await make(ada);
  assertEquals(made.status, 201);
  assertMatch(shownToken(made)!, /^clk_[\w-]{43}$/);
  assertMatch(made.text, /<input[^>]* readonly/);
  assertStringIncludes(made.headers.get("cache-control")!, "no-store");
  for (const path of [TOKENS, TOKENS, "/", "/account/history"]) {
    assertFalse((await ada.get(path)).text.includes(shownToken(made)!), path);
  }
});

Deno.test("the token stands neither in the session cookie, the database, a mail nor the log", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const token = shownToken(await make(ada))!;
  const secret = token.slice("clk_".length);
  const session = await ada.session((session) => JSON.stringify([...session]));
  const tables = ["api_tokens", "events", "mails", "kept_forms", "sessions"] as const;
  const rows = await Promise.all(
    tables.map((table) => app.db.selectFrom(table).selectAll().execute()),
  );
  const texts = { session, rows: JSON.stringify(rows), log: app.lines.join() };
  for (const [where, text] of Object.entries(texts)) assertFalse(text.includes(secret), where);
});

Deno.test("sending the form again, as a page does that is loaded anew, makes no second token", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await make(ada);
  const again = await make(ada);
  assertEquals(again.status, 422);
  assertStringIncludes(again.text, "You have a token of this name. If you did not copy that one");
  assertEquals((await app.db.selectFrom("api_tokens").selectAll().execute()).length, 1);
  await revoke(ada);
  assertEquals((await make(ada)).status, 201, "a revoked one leaves its name free");
});

Deno.test("the list tells of each token what it may do, until when, and whether it was used", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  assertStringIncludes((await ada.get(TOKENS)).text, "You have no API tokens.");
  const token = shownToken(await make(ada, { name: "Phone <3", scope: "write", expires: "7" }));
  const list = async () => words((await ada.get(TOKENS)).text);
  assertStringIncludes(await list(), "Phone <3");
  assertMatch(await list(), /Read and write ?\. Made on 21 November 2026 at .* last used: never/);
  const headers = { authorization: `Bearer ${token}` };
  assertEquals((await app.visitor().get("/api/me", headers)).status, 200);
  assertMatch(await list(), /ends on 28 November 2026 at .* last used: 21 November 2026 at/);
  const again = await app.visitor().as(await app.person("Bo"));
  assertFalse((await again.get(TOKENS)).text.includes("Phone"));
});

Deno.test("an expired token stays in the list, marked, and its name is free", async () => {
  const { app, ada } = await withAda({
    SESSION_IDLE_TIMEOUT: "9000000",
    SESSION_LIFETIME: "9000000",
  });
  await using _ = app;
  await make(ada, { expires: "7" });
  app.wait(7 * 86_400);
  assertStringIncludes(words((await ada.get(TOKENS)).text), "Expired");
  await ada.confirm();
  assertEquals((await make(ada)).status, 201);
});

const WRONG: [fields: Record<string, string>, error: string][] = [
  [{ name: " \u0007 " }, "Please name what the token is for."],
  [{ name: "x".repeat(101) }, "Please use at most 100 characters."],
  [{ scope: "admin" }, "Please choose what the token may do."],
  [{ scope: "" }, "Please choose what the token may do."],
  [{ expires: "0" }, "Please choose when the token ends."],
  [{ expires: "36500" }, "Please choose when the token ends."],
  [{ expires: "" }, "Please choose when the token ends."],
];

for (const [fields, error] of WRONG) {
  Deno.test(`a token with ${JSON.stringify(fields).slice(0, 40)} is refused, and the form keeps what was typed`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    const { status, text } = await make(ada, { name: "Kept", ...fields });
    assertEquals(status, 422);
    assertStringIncludes(text, error);
    if (!("name" in fields)) assertStringIncludes(text, 'value="Kept"');
    assertEquals(await app.db.selectFrom("api_tokens").selectAll().execute(), []);
  });
}

Deno.test("nobody has more than fifty tokens, and is told so", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (let count = 1; count <= 50; count++) {
    assertEquals((await make(ada, { name: `Token ${count}` })).status, 201);
  }
  const { status, text } = await make(ada, { name: "One more" });
  assertEquals(status, 422);
  assertStringIncludes(text, "You have 50 tokens, which is the most.");
  await revoke(ada);
  assertEquals((await make(ada, { name: "One more" })).status, 201);
});

Deno.test("when the password is asked for first, the form waits, filled in", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(3600);
  const { headers } = await make(ada, { name: "Laptop", scope: "write", expires: "90" });
  assertEquals(headers.get("location"), `/confirm?next=${encodeURIComponent(TOKENS)}`);
  assertEquals(await app.db.selectFrom("api_tokens").selectAll().execute(), []);
  await ada.confirm(undefined, TOKENS);
  const { text } = await ada.get(TOKENS);
  assertStringIncludes(text, 'value="Laptop"');
  for (const value of ["write", "90"]) {
    assert(new RegExp(`<option(?=[^>]* value="${value}")[^>]* selected`).test(text), value);
  }
  assertEquals((await make(ada, { name: "Laptop" })).status, 201);
  assertFalse((await ada.get(TOKENS)).text.includes('value="Laptop"'));
});

Deno.test("when the password is asked for first, the token that was to be revoked is named", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await make(ada);
  app.wait(3600);
  assertEquals((await revoke(ada)).headers.get("location"), "/confirm?next=%2Faccount%2Ftokens");
  await ada.confirm(undefined, TOKENS);
  const { text } = await ada.get(TOKENS);
  assertStringIncludes(words(text), "You were about to revoke the token Backup");
  assertEquals((await revoke(ada)).headers.get("location"), TOKENS);
  assertFalse(words((await ada.get(TOKENS)).text).includes("You were about to"));
});
