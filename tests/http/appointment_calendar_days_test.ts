import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromLocal, midnight } from "@/lib/appointments/time.ts";
import { at, DAY, HOUR } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { days, links } from "../support/calendar_days.ts";
import { NOW } from "../support/constants.ts";

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
