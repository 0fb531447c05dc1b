import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { ask, LIST, program } from "../../support/api.ts";
import { testApp } from "../../support/app.ts";
import { switchOff } from "../../support/members.ts";

Deno.test("request_loader: a program is its person by the token in the header Authorization", async () => {
  await using app = await testApp();
  const ada = await program(app, await app.person("Ada"));
  const { status, json } = await ada.get("/api/me");
  assertEquals([status, json.name], [200, "Ada"]);
});

Deno.test("request_loader: a token makes no session, and a session counts for no program", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const { headers } = await (await program(app, user)).get("/api/me");
  assertFalse(headers.has("set-cookie"));
  const browser = await app.visitor().as(user);
  assertEquals((await browser.get("/api/me")).status, 401);
});

Deno.test("request_loader: a token in the address, by Basic, or for a page of people opens nothing", async () => {
  await using app = await testApp();
  const { token } = await program(app, await app.person("Ada"));
  assertEquals(
    (await ask(app, "GET", `/api/me?api_key=${token}&access_token=${token}`)).status,
    401,
  );
  const basic = { authorization: `Basic ${btoa(`ada@example.org:${token}`)}` };
  assertEquals((await ask(app, "GET", "/api/me", { headers: basic })).status, 401);
  const bearer = { authorization: `Bearer ${token}` };
  assertEquals((await app.visitor().get("/appointments", bearer)).status, 303);
});

Deno.test("unauthorized: a program gets 401 and a reason in JSON, no way to a page", async () => {
  await using app = await testApp();
  const { status, headers, json } = await ask(app, "GET", LIST);
  assertEquals([status, headers.get("location"), json.status], [401, null, 401]);
  assertStringIncludes(headers.get("www-authenticate")!, "Bearer");
});

Deno.test("is_active: a token of an account that is not active opens nothing", async () => {
  await using app = await testApp();
  const ada = await program(app, await app.person("Ada"));
  await switchOff(app);
  assertEquals((await ada.get("/api/me")).status, 401);
});
