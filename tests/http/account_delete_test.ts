import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { sweep } from "@/lib/auth/mod.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { NOW } from "../support/constants.ts";
import { sessionRows, withAda } from "../support/members.ts";

const PAGE = "/account/delete";
const SURE = { sure: "on" };
const TWO_WEEKS = 14 * 86_400;

const deleteAt = async (app: TestApp) =>
  (await app.db.selectFrom("users").select("delete_at").execute()).map((row) => row.delete_at);

Deno.test("the page says what goes and when, and how to change one's mind", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { text } = await ada.get(PAGE);
  assertMatch(text, /You have 14 days to change your mind/);
  assertStringIncludes(text, 'href="/account/export"');
  assertEquals(await deleteAt(app), [null]);
});

Deno.test("without the tick nothing is deleted", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const { status, text } = await ada.submit(PAGE, {});
  assertEquals(status, 422);
  assertStringIncludes(text, "Please tick the box");
  assertEquals(await deleteAt(app), [null]);
  assertEquals(await ada.name(), "Ada");
});

Deno.test("who asks for the end is signed out everywhere and told the day, on the page and by mail", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "UTC" }).execute();
  const phone = app.visitor();
  await phone.login("ada@example.org");
  const { status, headers } = await ada.submit(PAGE, SURE);
  assertEquals([status, headers.get("location")], [303, "/"]);
  assertEquals(headers.get("clear-site-data"), '"cache"');
  assertFalse(await ada.session((session) => session.has("_login")));
  assertEquals(await deleteAt(app), [NOW + TWO_WEEKS * 1000]);
  const home = await ada.get("/");
  assertStringIncludes(home.text, "will be deleted on 5 December 2026 at 08:15.");
  assertStringIncludes(home.text, "If you change your mind, sign in before then.");
  for (const visitor of [ada, phone]) assertEquals(await visitor.name(), null);
  const reasons = (await sessionRows(app)).map(({ end_reason }) => end_reason);
  assertEquals(reasons, ["deletion_requested", "deletion_requested"]);
  await app.background.idle();
  const mail = (await app.mails()).find(({ subject }) =>
    subject === "Your account will be deleted"
  );
  assertEquals(mail?.to, "ada@example.org");
  assertStringIncludes(mail!.text, "On 5 December 2026 at 08:15 (UTC) it goes for good");
  assertStringIncludes(mail!.text, "/login");
});

Deno.test("a login that is not fresh is asked for its password first, and the tick waits", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  const { status, headers } = await ada.submit(PAGE, SURE);
  assertEquals([status, headers.get("location")], [303, "/confirm?next=%2Faccount%2Fdelete"]);
  assertEquals(await deleteAt(app), [null]);
  assertMatch((await ada.get(PAGE)).text, /<input(?=[^>]* name="sure")[^>]* checked/);
});

Deno.test("signing in within two weeks keeps everything, and the history tells both", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await add(ada, { starts_at: "2027-01-04T09:30", ends_at: "2027-01-04T10:15" });
  await ada.submit(PAGE, SURE);
  app.wait(TWO_WEEKS - 1);
  await sweep(app);
  await ada.login("ada@example.org");
  app.wait(2);
  await sweep(app);
  assertEquals(await ada.name(), "Ada");
  assertStringIncludes((await ada.get("/appointments")).text, "Dentist");
  const { text } = await ada.get("/account/history");
  assertStringIncludes(text, "Deletion of the account asked for");
  assertStringIncludes(text, "Deletion of the account called off by signing in");
});

Deno.test("after two weeks the person is unknown, and the address is free again", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await add(ada);
  await ada.submit(PAGE, SURE);
  app.wait(TWO_WEEKS);
  assertEquals((await ada.login("ada@example.org")).status, 401, "before the sweep, too");
  await sweep(app);
  assertEquals((await ada.login("ada@example.org")).status, 401);
  for (const table of ["users", "appointments", "sessions", "events"] as const) {
    assertEquals(await app.db.selectFrom(table).selectAll().execute(), [], table);
  }
  assertEquals((await app.visitor().register("Ada")).status, 303);
});

Deno.test("the only administrator cannot leave, but may when there is another", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ role: "admin" }).execute();
  const { status, text } = await ada.submit(PAGE, SURE);
  assertEquals(status, 409);
  assertStringIncludes(text, "You are the only administrator here");
  assertEquals(await deleteAt(app), [null]);
  assertEquals([await ada.name(), await app.mails()], ["Ada", []]);
  const bo = await app.person("Bo");
  await app.db.updateTable("users").set({ role: "admin" }).where("id", "=", bo.id).execute();
  assertEquals((await ada.submit(PAGE, SURE)).status, 303);
});

Deno.test("of two administrators who leave at the same time one stays", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const bo = await app.visitor().as(await app.person("Bo"));
  await app.db.updateTable("users").set({ role: "admin" }).execute();
  const answers = await Promise.all([ada, bo].map((visitor) => visitor.submit(PAGE, SURE)));
  assertEquals(answers.map(({ status }) => status).toSorted(), [303, 409]);
  assertEquals((await deleteAt(app)).filter((at) => at === null).length, 1);
});

Deno.test("nobody's account is deleted by another site's form or a link", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  assertEquals((await ada.post(PAGE, SURE, headers)).status, 403);
  await ada.get(`${PAGE}?sure=on`);
  assertEquals(await deleteAt(app), [null]);
  assertFalse((await ada.get(PAGE)).text.includes(" checked"));
  assert(await ada.name());
});
