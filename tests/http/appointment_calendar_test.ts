import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { fromLocal, midnight } from "@/lib/appointments/time.ts";
import { at, DAY, HOUR } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { NOW } from "../support/constants.ts";

const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)![0];

/** What stands under each day of a calendar that has something: `23: 09:30 – 10:15 Dentist`. */
function days(html: string): Record<string, string[]> {
  const cells = [...html.matchAll(/<td[^>]* id="day-([\d-]+)"([\s\S]*?)<\/td>/g)];
  const entries = (cell: string) =>
    [...cell.matchAll(/<time[^>]*>([^<]*)<\/time> ?<bdi>([^<]*)</g)].map(([, ...it]) =>
      it.join(" ")
    );
  return Object.fromEntries(
    cells.map(([, day, cell]) => [day!, entries(cell!)]).filter(([, items]) => items!.length > 0),
  );
}

const links = (html: string) =>
  Object.fromEntries(
    [...main(html).matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]+)</g)]
      .map(([, href, words]) => [words!.trim(), href!.replaceAll("&amp;", "&")]),
  );

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

Deno.test("a day of a month shows three, and leads to its week for more; one more is shown as well", async () => {
  const four = Array.from({ length: 4 }, (_, i) => at(`four-${i}`, i));
  const five = Array.from({ length: 5 }, (_, i) => at(`five-${i}`, 48 + i));
  const { app, ada } = await bookApp([...four, ...five]);
  await using _ = app;
  const { text } = await ada.get("/appointments/month");
  const found = days(text);
  assertEquals([found["2026-11-21"]!.length, found["2026-11-23"]!.length], [4, 3]);
  const way = links(text)["2 more"]!;
  assertEquals(way, "/appointments/week?date=2026-11-23#day-2026-11-23");
  const week = await ada.get(way.split("#")[0]!);
  assertEquals(days(week.text)["2026-11-23"]!.length, 5);
});

Deno.test("a day without midnight, or of 25 hours, holds its appointments and no others", async () => {
  const zone = "Africa/Cairo"; // the clocks go from 00:00 to 01:00 on 24 April, and back on 30 October
  const local = (text: string) => fromLocal(text, zone)!;
  const { app, ada } = await bookApp([
    at("evening", 0, { startsAt: local("2026-04-23T23:00"), endsAt: local("2026-04-24T01:00") }),
    at("early", 0, { startsAt: local("2026-04-24T01:00"), endsAt: local("2026-04-24T02:00") }),
    at("twice", 0, {
      startsAt: local("2026-10-29T23:30"),
      endsAt: local("2026-10-29T23:30") + HOUR + HOUR / 2,
    }),
  ], zone);
  await using _ = app;
  assertEquals(days((await ada.get("/appointments/week?date=2026-04-24")).text), {
    "2026-04-23": ["from 23:00 evening"],
    "2026-04-24": ["01:00 – 02:00 early"],
  });
  const october = days((await ada.get("/appointments/week?date=2026-10-30")).text);
  assertEquals(Object.keys(october), ["2026-10-29"]);
});

Deno.test("whole days meant elsewhere stand on their days, also at either end of a week", async () => {
  const whole = (title: string, day: string, timeZone: string) => {
    const [startsAt, endsAt] = [0, 1].map((later) =>
      midnight(`${day}T12:00`, timeZone, later as 0 | 1)!
    );
    return at(title, 0, { startsAt, endsAt, isAllDay: true, timeZone });
  };
  const [east, west] = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];
  for (const reader of [east, west]) {
    const { app, ada } = await bookApp([
      whole("east", "2026-11-23", east),
      whole("east", "2026-11-29", east),
      whole("west", "2026-11-23", west),
      whole("west", "2026-11-29", west),
      whole("before", "2026-11-22", east),
      whole("before", "2026-11-22", west),
      whole("after", "2026-11-30", east),
      whole("after", "2026-11-30", west),
    ], reader);
    await using _ = app;
    const both = ["all day east", "all day west"];
    const found = days((await ada.get("/appointments/week?date=2026-11-23")).text);
    assertEquals(found, { "2026-11-23": both, "2026-11-29": both }, reader);
  }
});

Deno.test("what began long ago and still goes on stands on each day", async () => {
  const { app, ada } = await bookApp([
    at("for years", 0, { startsAt: NOW - 3000 * DAY, endsAt: NOW + 3000 * DAY }),
  ]);
  await using _ = app;
  const found = days((await ada.get("/appointments/month")).text);
  assertEquals(Object.keys(found).length, 30);
  assert(Object.values(found).every(([item]) => item === "all day for years"));
});

const STARTS: Record<string, string> = {
  "2026-11-23": "2026-11-23T09:00",
  "2026-11-21": "2026-11-21T10:00", // it is 09:15 there
  "2026-02-30": "2026-11-21T10:00",
  "": "2026-11-21T10:00",
  "x": "2026-11-21T10:00",
};

for (const [date, start] of Object.entries(STARTS)) {
  Deno.test(`a new appointment on "${date}" begins at ${start} unless one says another time`, async () => {
    const { app, ada } = await bookApp([], "Europe/Berlin");
    await using _ = app;
    const { text } = await ada.get(`/appointments/new?date=${date}`);
    assertStringIncludes(text, `value="${start}"`);
  });
}
