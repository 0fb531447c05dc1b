import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { ask, program } from "../support/api.ts";
import { testApp } from "../support/app.ts";

const DAY = 86_400;

Deno.test("a program with a token learns whose it is, and no secret", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const { get } = await program(app, ada, { scope: "read" });
  const { status, json, headers } = await get("/api/me");
  assertEquals([status, headers.get("content-type")], [200, "application/json"]);
  const { id, email, name, timeZone } = ada;
  assertEquals(json, { id, email, name, time_zone: timeZone, is_admin: false });
});

Deno.test("answers are for nobody's cache, and neither read nor set a cookie", async () => {
  await using app = await testApp();
  const ada = await app.person("Ada");
  const browser = await app.visitor().as(ada);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const { token } = await program(app, ada);
  const bearer = { authorization: `Bearer ${token}` };
  const asked: [path: string, headers: HeadersInit, status: number][] = [
    ["/api/me", bearer, 200],
    ["/api/me", { ...bearer, cookie }, 200],
    ["/api/me", { cookie }, 401],
    ["/api/nothing", { cookie }, 404],
    ["/api", { cookie }, 404],
    ["/api/appointments/nothing", { ...bearer, cookie }, 404],
  ];
  for (const [path, init, expected] of asked) {
    const { status, headers } = await ask(app, "GET", path, { headers: init });
    assertEquals([path, status], [path, expected]);
    assertEquals(headers.get("vary"), "Authorization");
    assertEquals(headers.get("cache-control"), "no-store");
    assertFalse(headers.has("set-cookie"), path);
  }
});

Deno.test("who is signed in in a browser makes no difference to a token", async () => {
  await using app = await testApp();
  const bo = await app.visitor().as(await app.person("Bo"));
  const cookie = [...bo.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const ada = await program(app, await app.person("Ada"));
  assertEquals((await ada.send("GET", "/api/me", undefined, { cookie })).json.name, "Ada");
  const broken = await ada.send("GET", "/api/me", undefined, { cookie: "session=%%%" });
  assertEquals(broken.json.name, "Ada");
});

Deno.test("a token ends when it expires, to the second", async () => {
  await using app = await testApp();
  const { get } = await program(app, await app.person("Ada"), { expires: "7" });
  app.wait(7 * DAY - 1);
  assertEquals((await get("/api/me")).status, 200);
  app.wait(1);
  const { status, json } = await get("/api/me");
  assertEquals(status, 401);
  assertStringIncludes(json.detail, "expired");
});

const OUT: Record<string, { is_active?: 0; delete_at?: number }> = {
  "whose account is not active any more": { is_active: 0 },
  "who has asked for the account to be deleted": { delete_at: Date.UTC(2027, 0, 1) },
};

for (const [who, change] of Object.entries(OUT)) {
  Deno.test(`programs of a person ${who} are out at their very next request`, async () => {
    await using app = await testApp();
    const ada = await app.person("Ada");
    const { get } = await program(app, ada);
    assertEquals((await get("/api/me")).status, 200);
    await write(
      app.db,
      (trx) => trx.updateTable("users").set(change).where("id", "=", ada.id).execute(),
    );
    const { status, json } = await get("/api/me");
    assertEquals(status, 401);
    assertStringIncludes(json.detail, "switched off");
    await write(
      app.db,
      (trx) => trx.updateTable("users").set({ is_active: 1, delete_at: null }).execute(),
    );
    assertEquals((await get("/api/me")).status, 200, "the token itself was not touched");
  });
}

Deno.test("when a token was used is noted at most once a minute", async () => {
  await using app = await testApp();
  const { get, tokenId } = await program(app, await app.person("Ada"));
  const lastUsed = async () => {
    const row = await app.db.selectFrom("api_tokens").select("last_used_at")
      .where("id", "=", tokenId).executeTakeFirstOrThrow();
    return row.last_used_at;
  };
  assertEquals(await lastUsed(), null);
  await get("/api/me");
  const first = app.clock();
  assertEquals(await lastUsed(), first);
  app.wait(59);
  await get("/api/me");
  assertEquals(await lastUsed(), first);
  app.wait(1);
  await get("/api/me");
  assertEquals(await lastUsed(), first + 60_000);
});

Deno.test("the log knows who asked, and why a program was refused, but no token", async () => {
  await using app = await testApp();
  const { get, token, tokenId } = await program(app, await app.person("Ada"));
  await get("/api/me");
  assert(JSON.parse(app.lines.at(-1)!).user);
  await write(app.db, (trx) =>
    trx.updateTable("api_tokens").set({ revoked_at: app.clock() })
      .where("id", "=", tokenId).execute());
  const { headers } = await get("/api/me");
  const line = app.lines.map((line) => JSON.parse(line))
    .find(({ event }) => event === "api refused");
  assertEquals([line.why, line.id], ["revoked", headers.get("x-request-id")]);
  assertFalse(app.lines.join().includes(token.slice(4)));
});
