import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { NOW } from "../support/constants.ts";
import { add, DENTIST, members } from "../support/appointments.ts";

Deno.test("the new form is right as it comes, in the hour that the clocks repeat too", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "Europe/Berlin" }).execute();
  app.wait((Date.UTC(2027, 9, 30, 23, 30) - NOW) / 1000);
  await ada.login("ada@example.org");
  for (let i = 0; i < 3; i++, app.wait(3600)) {
    const { text } = await ada.get("/appointments/new");
    const value = (name: string) =>
      new RegExp(`<input(?=[^>]* name="${name}")[^>]* value="([^"]*)"`).exec(text)![1]!;
    const times = { starts_at: value("starts_at"), ends_at: value("ends_at") };
    assertEquals((await add(ada, times)).status, 303, JSON.stringify(times));
  }
});

Deno.test("a time may be typed with a space, as people do", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const typed = { starts_at: " 2026-11-23 09:30", ends_at: "2026-11-23T10:15" };
  assertEquals((await add(ada, typed)).status, 303);
  assertStringIncludes((await ada.get("/appointments")).text, "09:30 – 10:15");
  const { text } = await add(ada, { ...typed, ends_at: "2026-11-23T09:00" });
  assertStringIncludes(text, "The end has to be after the start.");
});

Deno.test("an end that the clocks put before the start is refused with that reason", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "Europe/Berlin" }).execute();
  // At two in that night it is three, so half past two is half past three.
  const times = { starts_at: "2027-03-28T02:30", ends_at: "2027-03-28T03:15" };
  const { status, text } = await add(ada, times);
  assertEquals(status, 422);
  assertStringIncludes(text, "The clocks change on that day");
});

const REFUSED: [what: string, fields: Record<string, string>, message: RegExp][] = [
  ["no start", { starts_at: "" }, /When does it start\? Please enter a date and time/],
  ["no such day", { starts_at: "2026-02-30T10:00" }, /When does it start\?/],
  ["a year far away", { starts_at: "0001-01-01T10:00" }, /When does it start\?/],
  [
    "an end that is no time",
    { ends_at: "noon" },
    /When does it end\? Please enter a date and time/,
  ],
  ["an end before the start", { ends_at: "2026-11-23T09:00" }, /end has to be after the start/],
  ["an end at the start", { ends_at: DENTIST.starts_at }, /end has to be after the start/],
  [
    "a last day before the first",
    { all_day: "on", ends_at: "2026-11-22T23:00" },
    /end has to be after the start/,
  ],
  ["a long title", { title: "x".repeat(256) }, /shorten this by 1 character; 255 fit/],
  ["a long location", { location: "x".repeat(300) }, /shorten this by 45/],
  ["an endless description", { description: "x".repeat(10_001) }, /shorten this by 1/],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused beside its field, and what was typed stays`, async () => {
    const { app, ada } = await members();
    await using _ = app;
    const typed = { ...DENTIST, location: "High Street", description: "Bring it" };
    const sent: Record<string, string> = { ...typed, ...fields };
    const { status, text } = await add(ada, sent);
    assertEquals(status, 422);
    assertMatch(text, message);
    for (const name of ["title", "starts_at", "ends_at", "location"]) {
      const value = sent[name] ? ` value="${sent[name]}"` : "";
      assertMatch(text, new RegExp(`<input(?=[^>]* name="${name}")[^>]*${value}`));
    }
    assertStringIncludes(text, `>${sent.description}</textarea>`);
    assertEquals(/<input(?=[^>]* name="all_day")[^>]* checked/.test(text), "all_day" in sent);
    assertStringIncludes((await ada.get("/appointments")).text, "Nothing is coming up");
  });
}

Deno.test("an emoji counts as one character", async () => {
  const { app, ada } = await members();
  await using _ = app;
  assertEquals((await add(ada, { title: "🧥".repeat(255) })).status, 303);
});
