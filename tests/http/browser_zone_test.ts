import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { serverTimeZone } from "@/lib/appointments/mod.ts";
import { eventsOf } from "../support/admins.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { pathTo } from "../support/links.ts";
import { PASSWORD } from "../support/visitor.ts";

const ADA = "ada@example.org";

/** The zone of the only account, and whether it was chosen or only guessed. */
async function zoneOf(app: TestApp) {
  const { id, time_zone, has_chosen_zone } = await app.db.selectFrom("users").selectAll()
    .executeTakeFirstOrThrow();
  return { id, zone: time_zone, isChosen: has_chosen_zone === 1 };
}

function registerIn(app: TestApp, zone: string) {
  const fields = { name: "Ada", email: ADA, password: PASSWORD, time_zone: zone };
  return app.visitor().submit("/register", fields);
}

/** Runtimes spell some zones by their older names. */
const spelled = (timeZone: string) =>
  new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;

/** What browsers may say, and the zone that an account then has. */
const SAID: [said: string, zone: string][] = [
  ["Asia/Tokyo", "Asia/Tokyo"],
  ["America/Argentina/Buenos_Aires", spelled("America/Buenos_Aires")],
  ["US/Pacific", spelled("America/Los_Angeles")],
  ["Etc/GMT+3", "Etc/GMT+3"],
  ["europe/berlin", "Europe/Berlin"],
  ["UTC", "UTC"],
];

for (const [said, zone] of SAID) {
  Deno.test(`a new account takes the time zone of its browser: ${said}`, async () => {
    await using app = await testApp();
    assertEquals((await registerIn(app, said)).status, 303);
    const found = await zoneOf(app);
    assertEquals([found.zone, found.isChosen], [zone, true]);
  });
}

for (
  const said of ["", "undefined", "Etc/Unknown", "Moon/Tycho", "+01:00", "<b>", "A".repeat(70)]
) {
  Deno.test(`what is no time zone changes nothing: ${JSON.stringify(said.slice(0, 20))}`, async () => {
    await using app = await testApp();
    assertEquals((await registerIn(app, said)).status, 303);
    const found = await zoneOf(app);
    assertEquals([found.zone, found.isChosen], [serverTimeZone(), false]);
    const again = await app.visitor().login(ADA, PASSWORD, { time_zone: said });
    assertEquals(again.status, 303);
    assertEquals(await zoneOf(app), found);
  });
}

Deno.test("an account that waits for its mail keeps the time zone of the browser that asked for it", async () => {
  await using app = await testApp({ REGISTRATION: "confirm" });
  const ada = app.visitor();
  const fields = { name: "Ada", email: ADA, password: PASSWORD, time_zone: "Asia/Tokyo" };
  await ada.submit("/register", fields);
  await ada.submit(await pathTo(app, ADA), {});
  const { zone, isChosen } = await zoneOf(app);
  assertEquals([zone, isChosen], ["Asia/Tokyo", true]);
  assertStringIncludes((await ada.get("/appointments")).text, "Times are in Asia/Tokyo.");
});

Deno.test("where the zone was only guessed, the next sign-in brings it, says so once and leaves a line in the history", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const ada = app.visitor();
  const signIn = (time_zone: string) => ada.login(ADA, PASSWORD, { time_zone });
  await signIn("Asia/Tokyo");
  const { id, zone, isChosen } = await zoneOf(app);
  assertEquals([zone, isChosen], ["Asia/Tokyo", true]);
  assertStringIncludes((await ada.get("/")).text, "Welcome back, Ada. Times are in Asia/Tokyo.");
  const types = async () => (await eventsOf(app, id)).map(([type]) => type);
  assertEquals(await types(), ["profile_changed", "signed_in"]);

  await ada.logout();
  await signIn("America/New_York");
  assertEquals((await zoneOf(app)).zone, "Asia/Tokyo", "people travel");
  assertFalse((await ada.get("/")).text.includes("Times are in"));
});

Deno.test("a guess that its owner has saved is a choice", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const { zone } = await zoneOf(app);
  await ada.submit("/account/profile", { name: "Ada", email: ADA, time_zone: zone });
  await ada.logout();
  await ada.login(ADA, PASSWORD, { time_zone: "Asia/Tokyo" });
  const found = await zoneOf(app);
  assertEquals([found.zone, found.isChosen], [zone, true]);
});

Deno.test("a zone that turns out as guessed leaves no line in the history", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const { id, zone } = await zoneOf(app);
  await app.visitor().login(ADA, PASSWORD, { time_zone: zone });
  assertEquals((await zoneOf(app)).isChosen, true);
  assertEquals((await eventsOf(app, id)).map(([type]) => type), ["signed_in"]);
});

Deno.test("the forms that ask have a hidden field for it, empty until a browser fills it in", async () => {
  await using app = await testApp();
  for (const path of ["/login", "/register"]) {
    assertMatch(
      (await app.visitor().get(path)).text,
      /<input type="hidden" name="time_zone" value(="")?\/?>/,
    );
  }
});
