import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { withAda } from "../support/members.ts";
import { PASSWORD } from "../support/visitor.ts";
import { ADA, atProxy, fail, from } from "../support/throttles.ts";

const TEN_WRONG = Array(10).fill("401");

Deno.test("the eleventh try for an account has to wait, with the right password, too", async () => {
  await using app = await atProxy();
  const visitor = from(app, "192.0.2.1");
  assertEquals(await fail(visitor, 11), [...TEN_WRONG, "429 60"]);
  const { status, headers, text } = await visitor.login(ADA, PASSWORD, { next: "/lab" });
  assertEquals([status, headers.get("retry-after")], [429, "60"]);
  assertStringIncludes(text, "Too many tries. Please wait 1 minute, and then try again.");
  assertStringIncludes(text, '<a href="/forgot">choose a new password</a>');
  assertStringIncludes(text, `value="${ADA}"`);
  assertStringIncludes(text, 'value="/lab"');
  assertFalse(text.includes(PASSWORD));
  assertEquals(await visitor.name(), null);
});

Deno.test("an email that nobody has is throttled exactly alike", async () => {
  await using app = await atProxy();
  const nobody = await fail(from(app, "192.0.2.1"), 12, "nobody@example.org");
  assertEquals(nobody, await fail(from(app, "192.0.2.2"), 12));
  app.wait(60);
  for (const [address, email] of [["192.0.2.1", "nobody@example.org"], ["192.0.2.2", ADA]]) {
    assertEquals(await fail(from(app, address!), 2, email), ["429 120", "429 120"]);
  }
});

Deno.test("pauses double with each failure, and tries in a pause do not lengthen it", async () => {
  await using app = await atProxy();
  const visitor = from(app, "192.0.2.1");
  await fail(visitor, 10);
  app.wait(59);
  assertEquals(await fail(visitor, 2), ["429 1", "429 1"]);
  app.wait(1);
  assertEquals(await fail(visitor, 1), ["429 120"]);
  app.wait(90);
  assertEquals(await fail(visitor, 1), ["429 30"]);
  app.wait(30);
  assertEquals((await visitor.login(ADA)).status, 303);
});

Deno.test("without mails there is no way to a new password, so none is offered", async () => {
  await using app = await testApp({ ORIGIN: "https://book.example" });
  const visitor = app.visitor();
  await fail(visitor, 10);
  const { status, text } = await visitor.login(ADA);
  assertEquals([status, text.includes("/forgot")], [429, false]);
});

Deno.test("the right password makes the failures of its source forgotten", async () => {
  await using app = await atProxy();
  assertEquals(await fail(from(app, "192.0.2.1"), 9), TEN_WRONG.slice(1));
  assertEquals((await from(app, "192.0.2.1").login(ADA)).status, 303);
  assertEquals(await fail(from(app, "192.0.2.1"), 10), TEN_WRONG);
});

Deno.test("failures of many sources count together, and are forgotten after a day", async () => {
  await using app = await atProxy();
  for (let i = 0; i < 10; i++) await fail(from(app, `192.0.2.${i}`), 1);
  assertEquals(await fail(from(app, "192.0.2.5"), 1), ["429 60"]);
  assertEquals(await fail(from(app, "192.0.2.99"), 2), ["429 120", "429 120"]);
  app.wait(86_400);
  assertEquals(await fail(from(app, "192.0.2.99"), 10), TEN_WRONG);
});

Deno.test("strangers can't lock the owner out: from a place where nothing failed the password opens", async () => {
  await using app = await atProxy();
  await fail(from(app, "192.0.2.1"), 11);
  assertEquals((await from(app, "192.0.2.2").login(ADA)).status, 303);
  assertEquals((await from(app, "192.0.2.1").login(ADA)).status, 429);
});

Deno.test("strangers can't disturb a login that is there, nor a browser that the owner has used", async () => {
  await using app = await atProxy();
  const laptop = from(app, "192.0.2.1");
  await laptop.login(ADA);
  await fail(from(app, "192.0.2.1"), 12);
  assertEquals(await laptop.name(), "Ada");
  await laptop.logout();
  assertEquals(await fail(laptop, 10), TEN_WRONG);
  assertEquals((await laptop.login(ADA)).status, 429);
  app.wait(60);
  assertEquals((await laptop.login(ADA)).status, 303);
});

Deno.test("a browser is known for the people who have used it, and a stranger to all others", async () => {
  await using app = await atProxy();
  await app.person("Bo");
  const laptop = from(app, "192.0.2.1");
  await laptop.login("bo@example.org");
  await laptop.logout();
  await fail(from(app, "192.0.2.1"), 10);
  assertEquals((await laptop.login(ADA)).status, 429);
  const device = laptop.cookies.get("session-device")!;
  laptop.cookies.set("session-device", device.slice(0, -1) + (device.endsWith("A") ? "E" : "A"));
  await fail(from(app, "192.0.2.1"), 10, "bo@example.org");
  assertEquals((await laptop.login("bo@example.org")).status, 429);
});

Deno.test("the fortieth account from one address has to wait, the right password, too", async () => {
  await using app = await atProxy();
  const visitor = from(app, "192.0.2.1");
  for (let i = 0; i < 39; i++) {
    assertEquals(await fail(visitor, 1, `p${i}@example.org`), ["401"]);
    app.wait(1);
  }
  assertEquals((await visitor.login(ADA)).headers.get("retry-after"), String(3600 - 39));
  assertEquals(await fail(visitor, 1, "p7@example.org"), ["401"], "one that was tried already");
  assertEquals((await from(app, "192.0.2.2").login(ADA)).status, 303);
  app.wait(3600 - 39);
  assertEquals((await from(app, "192.0.2.1").login(ADA)).status, 303);
});

Deno.test("an address that anybody may claim makes nobody another source", async () => {
  const { app } = await withAda();
  await using _ = app;
  for (let i = 0; i < 10; i++) await fail(from(app, `192.0.2.${i}`), 1);
  assertEquals((await from(app, "192.0.2.99").login(ADA)).status, 429);
});

Deno.test("a hundred tries at once are ten", async () => {
  await using app = await atProxy();
  const visitor = from(app, "192.0.2.1");
  await visitor.get("/login");
  const all = await Promise.all(Array.from({ length: 100 }, () => fail(visitor, 1)));
  const count = (answer: string) => all.filter(([given]) => given === answer).length;
  assertEquals([count("401"), count("429 60") + count("503 2")], [10, 90]);
});

Deno.test("an app that is started anew, or runs beside, knows the failures", async () => {
  await using app = await atProxy();
  await fail(from(app, "192.0.2.1"), 5);
  const beside = app.restarted({});
  await fail(from(beside, "192.0.2.1"), 5);
  for (const each of [app, beside]) {
    assertEquals((await from(each, "192.0.2.1").login(ADA)).status, 429);
  }
});

Deno.test("the history tells of wrong passwords, but not of each try while nobody looks", async () => {
  await using app = await atProxy();
  await fail(from(app, "192.0.2.1"), 20);
  await fail(from(app, "192.0.2.2"), 1);
  const rows = await app.db.selectFrom("events").select(["type", "details", "address"])
    .orderBy("at").execute();
  const told = rows.map(({ type, details }) => `${type} ${JSON.parse(details).why}`);
  assertEquals(told, [...Array(10).fill("refused wrong"), "refused throttled"]);
  assertEquals(rows.at(-1)!.address, "192.0.2.2");
  assertEquals(app.lines.filter((line) => line.includes('"refused"')).length, 21);
});
