import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { add } from "../support/appointments.ts";
import { berliners, fill, moveTo, rowsOf, told } from "../support/appointment_pages.ts";

const day = (from: string, until: string) => ({
  starts_at: `2026-11-${from}`,
  ends_at: `2026-11-${until}`,
});

/** What was in the book before the dentist on the 23rd, 09:30 to 10:15, and what is said of it. */
const BEFORE: [what: string, fields: Record<string, string>, said: RegExp | null][] = [
  ["ends when it begins", day("23T08:00", "23T09:30"), null],
  ["begins when it ends", day("23T10:15", "23T11:00"), null],
  ["was the day before, all day", { ...day("22", "22"), all_day: "on" }, null],
  ["ends a minute later", day("23T08:00", "23T09:31"), /\(Mon 23 Nov, 08:00 – 09:31\)\.$/],
  ["begins a minute before the end", day("23T10:14", "23T11:00"), /10:14 – 11:00\)\.$/],
  ["lies within", day("23T09:45", "23T10:00"), /09:45 – 10:00\)\.$/],
  ["lies around", day("22T09:45", "24T10:00"), /\(Sun 22 Nov, 09:45 – Tue 24 Nov, 10:00\)\.$/],
  ["lasts all that day", { ...day("23", "23"), all_day: "on" }, /\(Mon 23 Nov, all day\)\.$/],
  ["has lasted for years", { starts_at: "2020-01-01T00:00", ends_at: "2030-01-01T00:00" }, /\(Wed/],
  [
    "began 31 days before, to the minute",
    { starts_at: "2026-10-23T10:30", ends_at: "2026-11-23T09:31" },
    /\(Fri 23 Oct/,
  ],
];

for (const [what, fields, said] of BEFORE) {
  Deno.test(`what ${what} is ${said ? "named as overlapping" : "no overlap"}`, async () => {
    const { app, ada } = await berliners();
    await using _ = app;
    await add(ada, { title: "Lunch", ...fields });
    await ada.get("/appointments");
    assertEquals((await add(ada)).status, 303);
    const words = await told(ada);
    if (!said) assertEquals(words, "Your appointment is saved.");
    else assertMatch(words, said);
    assertEquals(words.includes("It overlaps with “Lunch”"), said !== null);
    assertEquals((await rowsOf(app)).length, 2);
  });
}

Deno.test("of many, the first is named and the others are counted; the page lists them", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  for (let i = 0; i < 12; i++) {
    await add(ada, { title: `No ${i}`, starts_at: `2026-11-23T09:${30 + i}` });
    await ada.get("/appointments");
  }
  await add(ada, { title: "All of it" });
  const { text } = await ada.get("/appointments");
  assertMatch(text, /It overlaps with “No 0” \([^)]*\) and 11 more\./);
  assertStringIncludes(text, 'data-category="warning"');
  const { id } = (await rowsOf(app)).find(({ title }) => title === "All of it")!;
  const page = (await ada.get(`/appointments/${id}`)).text;
  assertStringIncludes(page, "Also in your book at the same time");
  const linked = [...page.matchAll(/<a href="\/appointments\/[\w-]{36}"><bdi>(No \d+)</g)];
  assertEquals(linked.map(([, title]) => title), Array.from({ length: 10 }, (_, i) => `No ${i}`));
  assertStringIncludes(page, "And 2 more.");
});

Deno.test("an edit is warned as well, but never of itself", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada, { title: "Lunch", ...day("23T12:00", "23T13:00") });
  await add(ada);
  const [dentist] = await rowsOf(app);
  const own = `/appointments/${dentist!.id}`;
  await ada.get(own);
  await fill(ada, `${own}/edit`, { title: "Barber" });
  assertEquals(await told(ada, own), "Your appointment is saved.");
  await fill(ada, `${own}/edit`, { ends_at: "2026-11-23T12:30" });
  assertMatch(await told(ada, own), /overlaps with “Lunch”/);
  assertStringIncludes((await ada.get(own)).text, "Also in your book at the same time");
});

Deno.test("nobody is warned of what is somebody else's", async () => {
  const { app, ada, bo } = await berliners();
  await using _ = app;
  await add(bo, { title: "Secret" });
  await add(ada);
  assertEquals(await told(ada), "Your appointment is saved.");
  const { id } = (await rowsOf(app)).find(({ title }) => title === "Dentist")!;
  assertFalse((await ada.get(`/appointments/${id}`)).text.includes("at the same time"));
});

Deno.test("whole days overlap by the clocks of their own zone", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await moveTo(app, "Asia/Tokyo");
  await add(ada, { title: "Fair", ...day("23", "23"), all_day: "on" });
  await moveTo(app, "Europe/Berlin");
  // The 23rd ends in Tokyo at four in the afternoon of Berlin.
  await add(ada, day("23T16:00", "23T17:00"));
  assertFalse((await told(ada)).includes("overlaps"));
  await add(ada, day("23T15:59", "23T16:00"));
  assertMatch(await told(ada), /overlaps with “Fair” \(Mon 23 Nov, all day\)/);
});

Deno.test("a message with all that can be said of an appointment is whole", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const long = {
    title: "y".repeat(255),
    starts_at: "2027-03-20T22:30",
    ends_at: "2027-11-24T06:00",
  };
  for (let i = 0; i < 2; i++) {
    await add(ada, long);
    await ada.get("/appointments");
  }
  // Both times are in the hour that the clocks skip.
  await add(ada, { starts_at: "2027-03-28T02:10", ends_at: "2027-03-28T02:50" });
  assertMatch(await told(ada), / and 1 more\.$/);
});
