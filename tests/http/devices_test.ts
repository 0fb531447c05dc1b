import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { CHROME, FIREFOX, SAFARI } from "../support/browsers.ts";
import { sessionRows } from "../support/members.ts";

const PATH = "/account/sessions";

/** Ada at three devices, Bo at one. */
async function devices(env = {}) {
  const app = await testApp(env);
  const person = await app.person("Ada");
  const phone = await app.visitor(SAFARI).as(person);
  app.wait(60);
  const office = await app.visitor(CHROME).as(person);
  app.wait(60);
  const home = await app.visitor(FIREFOX).as(person);
  const bo = await app.visitor(CHROME).as(await app.person("Bo"));
  return { app, person, phone, office, home, bo };
}

const idOf = async (app: Awaited<ReturnType<typeof testApp>>, userAgent: string, userId: string) =>
  (await sessionRows(app)).find((row) => row.user_agent === userAgent && row.user_id === userId)!
    .id;

Deno.test("the list names each device in words, and marks this one", async () => {
  const { app, home } = await devices();
  await using _ = app;
  const { text } = await home.get(PATH);
  for (const words of ["Firefox on Linux", "Chrome on Windows", "Safari on iOS"]) {
    assertStringIncludes(text, words);
  }
  assertEquals(text.split('name="session_id"').length - 1, 3);
  assertEquals(text.split("This device").length - 1, 1);
  assertStringIncludes(text, "<code>127.0.0.1</code>");
});

Deno.test("ending one device signs that one out at its next request, and nobody else", async () => {
  const { app, person, phone, office, home, bo } = await devices();
  await using _ = app;
  const id = await idOf(app, CHROME, person.id);
  const { status, headers } = await home.submit(PATH, { session_id: id });
  assertEquals([status, headers.get("location")], [303, PATH]);
  const { text } = await home.get(PATH);
  assertStringIncludes(text, "That device is signed out.");
  assertStringIncludes(text, "ended from another device");
  const names = await Promise.all([phone, office, home, bo].map((visitor) => visitor.name()));
  assertEquals(names, ["Ada", null, "Ada", "Bo"]);
});

Deno.test("ending all others leaves this device alone", async () => {
  const { app, phone, office, home, bo } = await devices();
  await using _ = app;
  await home.submit(PATH, { others: "end" });
  assertStringIncludes((await home.get(PATH)).text, "2 other devices are signed out.");
  const names = await Promise.all([phone, office, home, bo].map((visitor) => visitor.name()));
  assertEquals(names, [null, null, "Ada", "Bo"]);
});

Deno.test("ending this device signs out here", async () => {
  const { app, person, home } = await devices();
  await using _ = app;
  const id = await idOf(app, FIREFOX, person.id);
  const { headers } = await home.submit(PATH, { session_id: id });
  assertEquals(headers.get("clear-site-data"), '"cache"');
  assertEquals(await home.name(), null);
});

Deno.test("nobody can end or see another person's devices", async () => {
  const { app, person, home, bo } = await devices();
  await using _ = app;
  const id = await idOf(app, FIREFOX, person.id);
  const answer = await bo.submit(PATH, { session_id: id });
  const missing = await bo.submit(PATH, { session_id: crypto.randomUUID() });
  assertEquals([answer.status, answer.headers.get("location")], [303, PATH]);
  assertEquals(missing.headers.get("location"), PATH, "as if there were no such device");
  assertEquals(await home.name(), "Ada");
  assertFalse((await bo.get(PATH)).text.includes("Firefox"));
});

Deno.test("a login that is idle or too old is told among those that are over", async () => {
  const { app, person, home } = await devices({ SESSION_IDLE_TIMEOUT: "100" });
  await using _ = app;
  assertEquals((await home.get(PATH)).text.split('name="session_id"').length - 1, 2);
  const { text } = await home.get(PATH);
  assertStringIncludes(text, "not used for a long time");
  const rows = await sessionRows(app);
  assertEquals(rows.filter((row) => row.user_id === person.id && row.ended_at).length, 0);
});

Deno.test("a device whose name nobody knows is called so", async () => {
  await using app = await testApp();
  const person = await app.person("Ada");
  await app.visitor("curl/8.5.0").as(person);
  await app.visitor('<script>alert("x")</script>').as(person);
  const { text } = await (await app.visitor().as(person)).get(PATH);
  assertStringIncludes(text, "curl");
  assertStringIncludes(text, "An unknown browser");
  assertFalse(text.includes("<script>alert"));
});

Deno.test("what a browser calls itself is cut before it is kept, and the browser still known by it", async () => {
  await using app = await testApp({ SESSION_PROTECTION: "strong" });
  const visitor = app.visitor("x".repeat(1000));
  await visitor.register("Ada");
  assertEquals(await visitor.name(), "Ada");
  const [login] = await sessionRows(app);
  const event = await app.db.selectFrom("events").select("user_agent").executeTakeFirstOrThrow();
  assertEquals([login!.user_agent.length, event.user_agent.length], [300, 300]);
});

Deno.test("nobody hides a device by signing in and out until the list is full", async () => {
  const { app, person, home } = await devices();
  await using _ = app;
  app.wait(60);
  for (let i = 0; i < 50; i++) {
    const thief = await app.visitor().as(person);
    await thief.logout();
  }
  const here = await app.visitor(SAFARI).as(person);
  const { text } = await here.get(PATH);
  assertStringIncludes(text, "Firefox on Linux");
  await here.submit(PATH, { others: "end" });
  assertEquals(await home.name(), null);
});
