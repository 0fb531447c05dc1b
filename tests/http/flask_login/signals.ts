import { assertEquals } from "@std/assert";
import { CHROME, FIREFOX } from "../../support/browsers.ts";
import { heard } from "../../support/heard.ts";
import { testApp } from "../../support/app.ts";

Deno.test("user_logged_in: listeners are told who, where and whether to be remembered, once", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const events = heard(app, "signed_in");
  await app.visitor().login(user.email, "not the password");
  assertEquals(events, []);
  await app.visitor(FIREFOX).login(user.email);
  assertEquals(events.length, 1);
  const [{ userId, at, device, details }] = events as [typeof events[0]];
  assertEquals([userId, at, device.userAgent], [user.id, app.clock(), FIREFOX]);
  assertEquals([details.isRemembered, details.isNewDevice], [false, true]);
});

Deno.test("user_logged_out: listeners are told who, and nothing when nobody was signed in", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user);
  const events = heard(app, "signed_out");
  await ada.logout();
  await ada.submit("/login", {}, "/logout");
  assertEquals(events.map(({ userId }) => userId), [user.id]);
});

Deno.test("user_unauthorized: listeners are told of the page that nobody may see, and nothing is written", async () => {
  await using app = await testApp();
  const events = heard(app, "unauthorized");
  const visitor = app.visitor(FIREFOX);
  await visitor.get("/appointments?from=mail");
  await visitor.send("/appointments", { method: "HEAD" });
  assertEquals(events.map(({ userId, device, details }) => [userId, device.userAgent, details]), [
    [null, FIREFOX, { path: "/appointments" }],
  ]);
  assertEquals(await app.db.selectFrom("events").selectAll().execute(), []);
});

Deno.test("user_needs_refresh: listeners are told who was asked for the password, and on the way where", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const ada = await app.visitor().as(user, { remember: true });
  const events = heard(app, "needs_confirmation");
  await ada.submit("/account/sessions", { others: "1" });
  assertEquals(events.map(({ userId, details }) => [userId, details.path]), [
    [user.id, "/account/sessions"],
  ]);
});

Deno.test("session_protected: listeners are told when a login ends because it turned up elsewhere", async () => {
  await using app = await testApp({ SESSION_PROTECTION: "strong" });
  const user = await app.person("Ada");
  const ada = await app.visitor(FIREFOX).as(user);
  const events = heard(app, "ended");
  ada.userAgent = CHROME;
  await ada.get("/");
  await ada.get("/");
  assertEquals(events.map(({ userId, details }) => [userId, details.reason]), [
    [user.id, "protection"],
  ]);
});

Deno.test("user_logged_in: a listener that fails spoils nothing, the person is signed in, and the log has the error", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  app.hooks.on("signed_in", () => {
    throw new Error("no room in the ledger");
  });
  const ada = app.visitor();
  assertEquals((await ada.login(user.email)).status, 303);
  assertEquals(await ada.name(), "Ada");
  const failed = app.lines.filter((line) => line.includes("no room in the ledger"));
  assertEquals(failed.length, 1);
});
