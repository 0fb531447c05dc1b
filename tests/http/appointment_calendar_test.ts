import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { at } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { days, links } from "../support/calendar_days.ts";

const BOOK = [
  at("Dentist", 0, {
    startsAt: Date.UTC(2026, 10, 23, 8, 30),
    endsAt: Date.UTC(2026, 10, 23, 9, 15),
    location: "High Street",
  }),
  at("Fair", 0, {
    startsAt: Date.UTC(2026, 10, 22, 23),
    endsAt: Date.UTC(2026, 10, 24, 23),
    isAllDay: true,
    timeZone: "Europe/Berlin",
  }),
  at("Night train", 0, {
    startsAt: Date.UTC(2026, 10, 29, 21),
    endsAt: Date.UTC(2026, 10, 30, 5),
  }),
];

Deno.test("a week shows each appointment on all of its days, whole days first", async () => {
  const { app, ada } = await bookApp(BOOK, "Europe/Berlin");
  await using _ = app;
  const { text } = await ada.get("/appointments/week?date=2026-11-25");
  assertStringIncludes(text, "Week 48: 23–29 November 2026</h1>");
  assertEquals(days(text), {
    "2026-11-23": ["all day Fair", "09:30 – 10:15 Dentist"],
    "2026-11-24": ["all day Fair"],
    "2026-11-29": ["from 22:00 Night train"],
  });
  assertStringIncludes(text, "High Street");
  const next = await ada.get(links(text)["Next"]!);
  assertEquals(days(next.text), { "2026-11-30": ["until 06:00 Night train"] });
});

Deno.test("a week is a table with a caption, a head for each day, and dates for machines", async () => {
  const { app, ada } = await bookApp(BOOK, "Europe/Berlin");
  await using _ = app;
  const { text } = await ada.get("/appointments/week?date=2026-11-25");
  assertMatch(text, /<caption [^>]*>Appointments of 23–29 November 2026, day by day<\/caption>/);
  assertEquals([...text.matchAll(/<th [^>]*scope="col"/g)].length, 7);
  assertMatch(
    text,
    /<th [^>]*abbr="Monday, 23 November 2026"[^>]*><time datetime="2026-11-23">Mon 23 Nov</,
  );
  assertMatch(text, /<time datetime="2026-11-23T09:30">09:30 – 10:15</);
});

Deno.test("a month shows its weeks by number, and nothing of other months", async () => {
  const { app, ada } = await bookApp(BOOK, "Europe/Berlin");
  await using _ = app;
  const { text } = await ada.get("/appointments/month?date=2026-11");
  assertStringIncludes(text, "November 2026</h1>");
  assertEquals(days(text), {
    "2026-11-23": ["all day Fair", "09:30 – 10:15 Dentist"],
    "2026-11-24": ["all day Fair"],
    "2026-11-29": ["from 22:00 Night train"],
    "2026-11-30": ["until 06:00 Night train"],
  });
  const numbers = [...text.matchAll(/<th +scope="row"[^>]*>(\d+)</g)].map(([, number]) => number);
  assertEquals(numbers, ["44", "45", "46", "47", "48", "49"]);
  assertEquals([...text.matchAll(/<td[^>]* id="day-/g)].length, 30);
  assertEquals([...text.matchAll(/<th +scope="col"[^>]*>([^<]*)</g)].map(([, name]) => name), [
    "Week",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
  ]);
});

Deno.test("who writes dates as in the United States has weeks that begin with Sunday, without numbers", async () => {
  const { app, ada } = await bookApp(BOOK, "Europe/Berlin");
  await using _ = app;
  const read = async (path: string) =>
    (await ada.get(`/appointments${path}`, { "accept-language": "en-US" })).text;
  const week = await read("/week?date=2026-11-23");
  assertStringIncludes(week, ">November 22 – 28, 2026</h1>");
  assertEquals(days(week)["2026-11-23"], ["all day Fair", "9:30 AM – 10:15 AM Dentist"]);
  const month = await read("/month?date=2026-11-23");
  assertFalse(month.includes('scope="row"'));
  assertEquals(/<th +scope="col"[^>]*>([^<]*)</.exec(month)![1], "Sunday");
});

for (const view of ["week", "month"]) {
  Deno.test(`a ${view} without a date is that of today, which is marked in words, too`, async () => {
    const { app, ada } = await bookApp([], "Pacific/Auckland");
    await using _ = app;
    for (const query of ["", "?date="]) {
      const { status, text } = await ada.get(`/appointments/${view}${query}`);
      assertEquals(status, 200);
      // It is evening there on the same day.
      const marked = [...text.matchAll(/<td[^>]*id="day-([\d-]+)"[^>]*aria-current="date"/g)];
      assertEquals(marked.map(([, day]) => day), ["2026-11-21"]);
      assertStringIncludes(text, ">Today</span>");
      assertStringIncludes(text, `There is nothing in this ${view}.`);
    }
    const other = await ada.get(`/appointments/${view}?date=2027-03-04`);
    assertFalse(other.text.includes('aria-current="date"'));
    assertFalse(other.text.includes(">Today</span>"));
  });

  Deno.test(`a ${view} leads to the one before, the next one, today, the other views, and new appointments`, async () => {
    const { app, ada } = await bookApp([], "Europe/Berlin");
    await using _ = app;
    const { text } = await ada.get(`/appointments/${view}?date=2026-12-31`);
    const { Previous, Next, Today, List, Week, Month } = links(text);
    const around = view === "week" ? ["2026-12-27", "2027-01-04"] : ["2026-11-01", "2027-01-01"];
    assertEquals([Previous, Next], around.map((day) => `/appointments/${view}?date=${day}`));
    assertEquals(Today, `/appointments/${view}`);
    assertEquals(List, "/appointments");
    assertEquals(
      [Week, Month],
      ["week", "month"].map((view) => `/appointments/${view}?date=2026-12-31`),
    );
    assertStringIncludes(text, 'href="/appointments/new?date=2026-12-30"');
    assertStringIncludes(text, "New appointment on Wednesday, 30 December 2026");
    assertMatch(text, /<a [^>]*rel="prev"/);
    assertMatch(text, /<a [^>]*rel="next"/);
  });

  for (
    const date of [
      "2026-02-30",
      "0000-01-01",
      "10000-01-01",
      "tomorrow",
      "1899-12-31",
      "%3Cscript%3E",
    ]
  ) {
    Deno.test(`a ${view} of ${date} is none, and leads to today`, async () => {
      const { app, ada } = await bookApp();
      await using _ = app;
      const { status, text } = await ada.get(`/appointments/${view}?date=${date}`);
      assertEquals(status, 404);
      assertStringIncludes(text, "There is no such day");
      assertFalse(text.includes("<script>"));
      assertEquals(links(text)["Today"], `/appointments/${view}`);
    });
  }

  Deno.test(`the first and the last ${view} of the book lead in one direction only`, async () => {
    const { app, ada } = await bookApp([], "Pacific/Kiritimati");
    await using _ = app;
    const first = await ada.get(`/appointments/${view}?date=1900-01-01`);
    const last = await ada.get(`/appointments/${view}?date=9999-12-31`);
    assertEquals([first.status, last.status], [200, 200]);
    const ways = [first, last].map(({ text }) =>
      ["Previous", "Next"].filter((way) => links(text)[way])
    );
    assertEquals(ways, [["Next"], ["Previous"]]);
  });

  Deno.test(`a ${view} in which there is more than can be shown says so`, async () => {
    const { app, ada } = await bookApp(Array.from({ length: 1001 }, (_, i) => at(`no-${i}`, 1)));
    await using _ = app;
    const { text } = await ada.get(`/appointments/${view}`);
    assertStringIncludes(text, "There are more appointments than can be shown here.");
  });
}
