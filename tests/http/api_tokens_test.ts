import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { sha256 } from "@/lib/crypto/digest.ts";
import { ask, program } from "../support/api.ts";
import { mailsOf } from "../support/mails.ts";
import { withAda } from "../support/members.ts";
import { make, revoke, shownToken, TOKENS } from "../support/tokens.ts";

Deno.test("a token from the form opens the API, within its scope", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  for (const scope of ["read", "write"]) {
    const headers = {
      authorization: `Bearer ${shownToken(await make(ada, { name: scope, scope }))}`,
      "content-type": "application/json",
    };
    assertEquals((await ask(app, "GET", "/api/me", { headers })).json.name, "Ada");
    const { status } = await ask(app, "POST", "/api/appointments", { headers, body: "{}" });
    assertEquals(status, scope === "read" ? 403 : 422);
  }
});

Deno.test("a revoked token is out at its next request; revoking it twice is no mistake", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const headers = { authorization: `Bearer ${shownToken(await make(ada))}` };
  const me = () => ask(app, "GET", "/api/me", { headers });
  assertEquals((await me()).status, 200);
  const { id } = await app.db.selectFrom("api_tokens").select("id").executeTakeFirstOrThrow();
  const revoked = await revoke(ada, id);
  assertEquals([revoked.status, revoked.headers.get("location")], [303, TOKENS]);
  const { status, json } = await me();
  assertEquals([status, json.detail], [401, "The API token was revoked."]);
  assertEquals((await revoke(ada, id)).status, 303);
  const events = await app.db.selectFrom("events").select("type").execute();
  assertEquals(events.filter(({ type }) => type === "token_revoked").length, 1);
});

Deno.test("another's token is missing, exactly like one that does not exist", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const bo = await app.person("Bo");
  const { get, tokenId } = await program(app, bo);
  for (const id of [tokenId, crypto.randomUUID(), "x", ""]) {
    assertEquals((await revoke(ada, id)).status, 404);
  }
  assertEquals((await get("/api/me")).status, 200);
});

Deno.test("only the hash of a token is kept", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const token = shownToken(await make(ada))!;
  const row = await app.db.selectFrom("api_tokens").selectAll().executeTakeFirstOrThrow();
  assertEquals(row.token_hash, sha256(token));
  const headers = { authorization: `Bearer ${row.token_hash}` };
  assertEquals((await ask(app, "GET", "/api/me", { headers })).status, 401);
});

Deno.test("making a token is told by mail and stands in the history, and so does revoking it", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ verified_at: app.clock() }).execute();
  await make(ada, { name: "Laptop", scope: "write", expires: "90" });
  await revoke(ada);
  const [mail] = await mailsOf(app);
  assertEquals([mail!.to, mail!.subject], ["ada@example.org", "A new API token was made"]);
  for (const words of ["“Laptop”", "read and change", "90 days", "/account/tokens"]) {
    assertStringIncludes(mail!.text, words);
  }
  const { text } = await ada.get("/account/history");
  assertStringIncludes(text, "API token “Laptop” made to");
  assertStringIncludes(text, "API token “Laptop” revoked");
});

Deno.test("refused programs leave no trace in anybody's history", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const token = shownToken(await make(ada))!;
  await revoke(ada);
  const count = async () => (await app.db.selectFrom("events").select("id").execute()).length;
  const before = await count();
  for (const wrong of [token, `${token.slice(0, -1)}-`, "clk_"]) {
    await ask(app, "GET", "/api/me", { headers: { authorization: `Bearer ${wrong}` } });
  }
  assertEquals(await count(), before);
});

Deno.test("tokens begin alike, and nothing else about them is alike", async () => {
  const { app } = await withAda();
  await using _ = app;
  const bo = await app.person("Bo");
  const tokens = await Promise.all(
    Array.from({ length: 20 }, async () => (await program(app, bo)).token),
  );
  assertEquals(new Set(tokens).size, 20);
  assert(tokens.every((token) => /^clk_[\w-]{43}$/.test(token)));
  assertFalse(tokens.every((token) => token[4] === tokens[0]![4]));
});
