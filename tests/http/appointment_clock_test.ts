import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { add, address, DENTIST } from "../support/appointments.ts";
import { berliners, fill, moveTo, rowsOf, told, valueIn } from "../support/appointment_pages.ts";

const CHANGES: [what: string, zone: string, start: string, end: string, said: RegExp][] = [
  [
    "a start that the clocks skip",
    "Europe/Berlin",
    "2027-03-28T02:30",
    "2027-03-28T04:00",
    /^Your appointment is saved\. The clocks skip 02:30 on Sun 28 Mar, so it starts at 03:30\.$/,
  ],
  [
    "an end that the clocks skip",
    "Europe/Berlin",
    "2027-03-28T01:00",
    "2027-03-28T02:30",
    /saved\. The clocks skip 02:30 on Sun 28 Mar, so it ends at 03:30\.$/,
  ],
  [
    "a start that comes twice",
    "Europe/Berlin",
    "2026-10-25T02:30",
    "2026-10-25T04:00",
    /The clocks show 02:30 twice on Sun 25 Oct; it starts the first time\.$/,
  ],
  [
    "a day that was left out",
    "Pacific/Apia",
    "2011-12-30T10:00",
    "2011-12-31T11:00",
    /The clocks skip 10:00 on Fri 30 Dec, so it starts at 10:00 on Sat 31 Dec\.$/,
  ],
  ["a plain day", "Europe/Berlin", "2026-11-25T02:30", "2026-11-25T04:00", /^[^.]*saved\.$/],
];

for (const [what, zone, starts_at, ends_at, said] of CHANGES) {
  Deno.test(`${what} is saved, and what became of it is told`, async () => {
    const { app, ada } = await berliners();
    await using _ = app;
    await moveTo(app, zone);
    assertEquals((await add(ada, { starts_at, ends_at })).status, 303);
    const words = (await told(ada)).replace(
      " It is over already, so the list has it under “Past”.",
      "",
    );
    assertMatch(words, said);
  });
}

Deno.test("of an hour that comes twice nothing is said again when something else is edited", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada, { starts_at: "2027-10-31T02:30", ends_at: "2027-10-31T04:00" });
  const own = await address(ada);
  await ada.get(own);
  await fill(ada, `${own}/edit`, { title: "Barber" });
  assertEquals(await told(ada, own), "Your appointment is saved.");
});

Deno.test("nor of a start in the second of the two hours, when the end alone is changed", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada, { starts_at: "2027-10-31T01:30", ends_at: "2027-10-31T04:00" });
  const starts_at = Date.UTC(2027, 9, 31, 1, 30);
  await app.db.updateTable("appointments").set({ starts_at }).execute();
  const own = await address(ada);
  await ada.get(own);
  await fill(ada, `${own}/edit`, { ends_at: "2027-10-31T05:00" });
  assertEquals(await told(ada, own), "Your appointment is saved.");
  assertEquals((await rowsOf(app))[0]!.starts_at, starts_at);
});

const WHOLE_DAYS: [first: string, last: string, hours: number][] = [
  ["2026-05-04", "2026-05-04", 24],
  ["2027-03-28", "2027-03-28", 23],
  ["2026-10-25", "2026-10-25", 25],
  ["2028-02-28", "2028-03-01", 72],
  ["2026-05-04 09:30", "2026-05-05T08:00", 48],
];

for (const [starts_at, ends_at, hours] of WHOLE_DAYS) {
  Deno.test(`all day from ${starts_at} to ${ends_at} takes ${hours} hours`, async () => {
    const { app, ada } = await berliners();
    await using _ = app;
    assertEquals((await add(ada, { starts_at, ends_at, all_day: "on" })).status, 303);
    const [row] = await rowsOf(app);
    assertEquals((row!.ends_at - row!.starts_at) / 3_600_000, hours);
    assertMatch(await told(ada), /^Your appointment is saved\.( It is over already[^.]*\.)?$/);
  });
}

Deno.test("a day without a time is no time, and says so, unless it is all day", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const { status, text } = await add(ada, { starts_at: "2026-05-04", ends_at: "2026-05-04" });
  assertEquals([status, valueIn(text, "starts_at")], [422, "2026-05-04"]);
  assertStringIncludes(text, "When does it start? Please enter a date and time");
  const whole = { starts_at: "2026-05-04", ends_at: "2026-05-04", all_day: "on" };
  const refused = await add(ada, { ...whole, title: "x".repeat(256) });
  // Browsers show no day without a time.
  assertEquals(valueIn(refused.text, "starts_at"), "2026-05-04T00:00");
});

const NO_DAYS: [fields: Record<string, string>, said: RegExp][] = [
  [{ starts_at: "2027-02-29T10:00" }, /When does it start\? There is no day 2027-02-29/],
  [{ ends_at: "2026-11-31T10:00" }, /When does it end\? There is no day 2026-11-31/],
  [{ ends_at: "2027-02-29", all_day: "on" }, /There is no day 2027-02-29/],
  [{ ends_at: "", all_day: "on" }, /Please enter a day, such as/],
  [{ starts_at: "1899-12-31T10:00" }, /Please choose a year from 1900 to 9999/],
  [{ ends_at: "9999-12-31", all_day: "on" }, /The book ends with the year 9999/],
  [{ ends_at: "9999-12-31T23:59" }, /The book ends with the year 9999/],
];

for (const [fields, said] of NO_DAYS) {
  Deno.test(`${JSON.stringify(fields)} is refused beside its field`, async () => {
    const { app, ada } = await berliners();
    await using _ = app;
    const { status, text } = await add(ada, { ...DENTIST, ...fields });
    assertEquals(status, 422);
    assertMatch(text, said);
  });
}

Deno.test("29 February is a day of 2028", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const times = { starts_at: "2028-02-29T10:00", ends_at: "2028-02-29T11:00" };
  assertEquals((await add(ada, times)).status, 303);
  assertStringIncludes((await ada.get("/appointments")).text, "Tuesday, 29 February 2028");
});

Deno.test("the last day of the book is one that calendar files can name, in every zone", async () => {
  for (const zone of ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"]) {
    const { app, ada } = await berliners();
    await using _ = app;
    await moveTo(app, zone);
    const last = { starts_at: "9999-12-29", ends_at: "9999-12-29", all_day: "on" };
    assertEquals((await add(ada, last)).status, 303, zone);
    const { text } = await ada.get("/account/export.ics");
    assertMatch(text, /DTSTART;VALUE=DATE:99991229\r\n/);
    assertMatch(text, /DTEND;VALUE=DATE:99991230\r\n/);
  }
});
