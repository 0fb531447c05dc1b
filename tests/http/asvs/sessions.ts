/** ASVS 5.0 §7.2, §7.3: what a session is made of, and how long it lasts. */
import { assert, assertEquals, assertFalse, assertNotEquals } from "@std/assert";
import { fromBase64Url } from "@/lib/crypto/base64url.ts";
import { write } from "@/lib/db/open.ts";
import { testApp } from "../../support/app.ts";
import { payloadText } from "../../support/cookie_payload.ts";
import type { Client } from "../../support/client.ts";
import { flipped } from "../../support/flipped.ts";
import { sessionRows, withAda } from "../../support/members.ts";
import { PASSWORD, tokenIn } from "../../support/visitor.ts";

const DAY = 86_400;
const tokenOf = (visitor: Client) => visitor.session((session) => session.get("_login") ?? "");

Deno.test("7.2.1: the server decides: neither a forged cookie nor one whose login it does not know counts", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const value = ada.cookies.get("session")!;
  ada.cookies.set("session", flipped(value, value.length - 20));
  assertEquals(await ada.name(), null, "not signed by this server");
  ada.cookies.set("session", value);
  await ada.session((session) => session.set("_login", "A".repeat(43)));
  assertEquals(await ada.name(), null, "signed, but no login of this server");
  ada.cookies.set("session", value);
  await write(app.db, (trx) => trx.deleteFrom("sessions").execute());
  assertEquals(await ada.name(), null, "once a login, and no more");
});

Deno.test("7.2.2: a token is made when somebody signs in, and is another one each time", async () => {
  const { app } = await withAda();
  await using _ = app;
  const tokens = new Set<string>();
  for (let time = 0; time < 4; time++) {
    const visitor = app.visitor();
    await visitor.login("ada@example.org");
    tokens.add(await tokenOf(visitor));
  }
  assertEquals(tokens.size, 4);
});

Deno.test("7.2.3: a token is 256 random bits, of which the database knows only a hash", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const token = await tokenOf(ada);
  assertEquals(fromBase64Url(token)?.length, 32);
  assert(payloadText(ada.cookies.get("session")!).includes(token));
  assertFalse(JSON.stringify(await sessionRows(app)).includes(token));
});

Deno.test("7.2.4: signing in makes a new token, and ends the login that the browser held", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = app.visitor();
  await ada.get("/login");
  const planted = ada.cookies.get("session");
  await ada.login(user.email);
  assertNotEquals(ada.cookies.get("session"), planted);
  const copy = app.visitor();
  for (const [name, value] of ada.cookies) copy.cookies.set(name, value);
  await ada.as(user);
  assertEquals([await ada.name(), await copy.name()], ["Ada", null]);
});

Deno.test("7.2.4: typing the password once more makes a new token, and the old one is over", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const [copy, before] = [app.visitor(), await tokenOf(ada)];
  for (const [name, value] of ada.cookies) copy.cookies.set(name, value);
  assertEquals((await ada.confirm()).status, 303);
  assertNotEquals(await tokenOf(ada), before);
  assertEquals([await ada.name(), await copy.name()], ["Ada", null]);
});

Deno.test("7.3.1: a login that nobody uses for a day is over; a visit in between counts", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  app.wait(DAY);
  assertEquals(await ada.name(), "Ada");
  app.wait(DAY);
  assertEquals(await ada.name(), "Ada");
  app.wait(DAY + 1);
  assertEquals(await ada.name(), null);
});

const LIMITS: [kind: string, fields: Record<string, string>, days: number][] = [
  ["an ordinary login after a week", {}, 7],
  ["a remembered one after thirty days", { remember: "on" }, 30],
];

for (const [kind, fields, days] of LIMITS) {
  Deno.test(`7.3.2: ${kind} is over, however often it is used`, async () => {
    const { app } = await withAda();
    await using _ = app;
    const ada = app.visitor();
    await ada.login("ada@example.org", PASSWORD, fields);
    for (let hours = 0; hours < days * 24; hours += 12) {
      assertEquals(await ada.name(), "Ada", `${hours} hours`);
      app.wait(DAY / 2);
    }
    app.wait(1);
    assertEquals(await ada.name(), null);
  });
}

Deno.test("7.6.2: no link signs anybody in: a login begins with a form that its owner sends", async () => {
  const { app } = await withAda();
  await using _ = app;
  const visitor = app.visitor();
  await visitor.get(`/login?email=ada@example.org&password=${encodeURIComponent(PASSWORD)}`);
  assertEquals(await visitor.name(), null);
  const csrf_token = tokenIn((await visitor.get("/login")).text)!;
  const fields = { csrf_token, email: "ada@example.org", password: PASSWORD };
  const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  assertEquals((await visitor.post("/login", fields, elsewhere)).status, 403);
  assertEquals((await visitor.post("/login", fields)).status, 303);
});
