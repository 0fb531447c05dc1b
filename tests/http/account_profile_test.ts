import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { type TestApp, testApp } from "../support/app.ts";
import type { Client } from "../support/client.ts";
import { withAda } from "../support/members.ts";
import type { Answer } from "../support/visitor.ts";

const ADA = { name: "Ada", email: "ada@example.org", time_zone: "Europe/Berlin" };

const save = (visitor: Client, fields: Partial<typeof ADA> = {}) =>
  visitor.submit("/account/profile", { ...ADA, ...fields });

const users = (app: TestApp) => app.db.selectFrom("users").selectAll().execute();

async function events(app: TestApp) {
  const rows = await app.db.selectFrom("events").select(["type", "details"])
    .where("type", "not in", ["signed_in", "needs_confirmation"]).execute();
  return rows.map(({ type, details }) => ({ type, ...JSON.parse(details) }));
}

function valuesIn({ text }: Answer) {
  const value = (name: string) =>
    new RegExp(`<input(?=[^>]* name="${name}")[^>]* value="([^"]*)"`).exec(text)?.[1];
  const time_zone = /<option(?=[^>]* selected)[^>]* value="([^"]*)"/.exec(text)?.[1];
  return { name: value("name"), email: value("email"), time_zone };
}

Deno.test("the page shows who one is, and a changed name and time zone count at once", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "Europe/Berlin" }).execute();
  assertEquals(valuesIn(await ada.get("/account/profile")), ADA);
  const { status, headers } = await save(ada, { name: " Ada  L. ", time_zone: "Asia/Tokyo" });
  assertEquals([status, headers.get("location")], [303, "/account/profile"]);
  const page = await ada.get("/account/profile");
  assertStringIncludes(page.text, "Your profile is saved.");
  assertEquals(valuesIn(page), { ...ADA, name: "Ada  L.", time_zone: "Asia/Tokyo" });
  assertEquals(await ada.name(), "Ada  L.");
  assertStringIncludes((await ada.get("/appointments")).text, "Times are in Asia/Tokyo.");
  assertEquals(await events(app), [{ type: "profile_changed", fields: "name, time zone" }]);
});

Deno.test("saving what is there already changes nothing, and the history stays as it is", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const [before] = await users(app);
  app.wait(60);
  const time_zone = before!.time_zone;
  assertEquals((await save(ada, { time_zone, email: " ADA@example.org" })).status, 303);
  assertEquals(await users(app), [{ ...before!, has_chosen_zone: 1 }], "but what was a guess");
  assertEquals(await events(app), []);
});

const REFUSED: [what: string, fields: Partial<typeof ADA>, message: string][] = [
  ["no name", { name: " " }, "Please enter your name."],
  ["an endless name", { name: "x".repeat(101) }, "Please use at most 100 characters."],
  ["no email", { email: "" }, "Please enter your email address."],
  ["an email that is none", { email: "ada at home" }, "does not look like an email address"],
  ["no time zone", { time_zone: "" }, "Please choose one of these time zones."],
  ["a time zone of the moon", { time_zone: "Moon/Tycho" }, "Please choose one of these time"],
  ["a bare offset", { time_zone: "+01:00" }, "Please choose one of these time zones."],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused beside its field, and what was typed stays`, async () => {
    const { app, ada } = await withAda();
    await using _ = app;
    const before = await users(app);
    const typed = { ...ADA, name: "Other", time_zone: "Asia/Tokyo", ...fields };
    const answer = await save(ada, typed);
    assertEquals(answer.status, 422);
    assertStringIncludes(answer.text, message);
    const shown = valuesIn(answer);
    if (!("name" in fields)) assertEquals(shown.name, "Other");
    assertEquals(shown.email ?? "", typed.email);
    if (!("time_zone" in fields)) assertEquals(shown.time_zone, "Asia/Tokyo");
    assertEquals(await users(app), before);
  });
}

Deno.test("a time zone that only an old runtime knows can stay", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "Etc/GMT+3" }).execute();
  const page = await ada.get("/account/profile");
  assertEquals(valuesIn(page).time_zone, "Etc/GMT+3");
  assertEquals((await save(ada, { name: "A.", time_zone: "Etc/GMT+3" })).status, 303);
  assertEquals((await users(app))[0]?.name, "A.");
});

Deno.test("another address is mailed a link, and counts only once that is followed", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const answer = await save(ada, { name: "Ada L.", email: "New@Example.org " });
  assertEquals([answer.status, answer.headers.get("location")], [303, "/account/profile"]);
  await app.background.idle();
  const page = await ada.get("/account/profile");
  assertStringIncludes(page.text, "We have sent a mail to New@Example.org.");
  assertStringIncludes(page.text, "changes once you follow the link");
  assertEquals(valuesIn(page).email, "ada@example.org");
  const [user] = await users(app);
  assertEquals([user?.name, user?.email], ["Ada L.", "ada@example.org"]);
  const to = (await app.mails()).map((mail) => mail.to).sort();
  assertEquals(to, ["ada@example.org", "new@example.org"]);
});

Deno.test("another address takes a password typed lately, and what was typed waits meanwhile", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  const before = await users(app);
  const typed = { name: "Ada L.", email: "new@example.org", time_zone: "Asia/Tokyo" };
  const { status, headers } = await save(ada, typed);
  assertEquals([status, headers.get("location")], [303, "/confirm?next=%2Faccount%2Fprofile"]);
  await app.background.idle();
  assertEquals([await users(app), await app.mails()], [before, []]);
  const page = await ada.get("/account/profile");
  assertEquals(valuesIn(page), typed);
  assertStringIncludes(page.text, "Not sent yet. Here is what you typed");
});

Deno.test("a name alone needs no password, and clears a form that waited", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"), { remember: true });
  await save(ada, { email: "new@example.org" });
  assertEquals((await save(ada, { name: "Ada L." })).status, 303);
  const page = await ada.get("/account/profile");
  assertFalse(page.text.includes("Not sent yet"));
  assertEquals(valuesIn(page), { ...ADA, name: "Ada L." });
});

Deno.test("on a server without mail another address is refused with that reason", async () => {
  const env = { ORIGIN: "https://book.example" };
  const { app, ada } = await withAda(env);
  await using _ = app;
  const { status, text } = await save(ada, { email: "new@example.org" });
  assertEquals(status, 422);
  assertStringIncludes(text, "This server sends no mail");
  const page = await ada.get("/account/profile");
  assertFalse(page.text.includes("Send the mail again"));
});

Deno.test("an address that is not confirmed yet can be mailed the link again, within limits", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const page = await ada.get("/account/profile");
  assertStringIncludes(page.text, "is not confirmed yet");
  assertStringIncludes(page.text, "Send the mail again");
  const again = async () => {
    const { status } = await ada.submit("/account/profile", { action: "verify" });
    assertEquals(status, 303);
    return (await ada.get("/account/profile")).text;
  };
  assertStringIncludes(await again(), "We have sent a mail to ada@example.org.");
  await app.background.idle();
  const [mail] = await app.mails();
  assertEquals(mail?.to, "ada@example.org");
  assertMatch(mail!.text, /\/verify\//);
  for (let tries = 0; tries < 5; tries++) await again();
  assertStringIncludes(await again(), "No mail was sent just now");
});

Deno.test("a confirmed address is said to be so, and needs no mail", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  await app.db.updateTable("users").set({ verified_at: 1 }).execute();
  const { text } = await ada.get("/account/profile");
  assertStringIncludes(text, "is confirmed");
  assert(!text.includes("Send the mail again"));
});
