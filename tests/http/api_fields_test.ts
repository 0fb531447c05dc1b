import { assert, assertEquals, assertMatch } from "@std/assert";
import { addJson, JSON_DENTIST, LIST, programs } from "../support/api.ts";

const WRONG: [what: string, fields: Record<string, unknown>, errors: Record<string, RegExp>][] = [
  ["times that are missing", { starts_at: undefined, ends_at: undefined }, {
    starts_at: /start\?/,
    ends_at: /end\?/,
  }],
  ["times without an offset", { starts_at: "2026-11-23T09:30" }, { starts_at: /offset/ }],
  ["a time that is a number", { ends_at: 1_800_000_000 }, { ends_at: /offset/ }],
  ["a day that is none", { starts_at: "2026-02-30T09:30Z" }, { starts_at: /offset/ }],
  ["a time of the 19th century", { starts_at: "1899-01-01T09:30Z" }, { starts_at: /1900/ }],
  ["a year of five digits", { ends_at: "+010000-01-01T09:30Z" }, { ends_at: /9999/ }],
  ["an end before the start", { ends_at: "2026-11-23T09:30:00Z" }, { ends_at: /after the start/ }],
  ["an end that only looks later", { ends_at: "2026-11-23T10:15+01:00" }, {
    ends_at: /after the start/,
  }],
  ["texts of other types", { title: 5, location: null, description: ["x"] }, {
    title: /text/,
    location: /text/,
    description: /text/,
  }],
  ["a yes that is a text", { all_day: "true" }, { all_day: /true or false/ }],
  ["fields that are not there", { colour: "red", constructor: 1, "": 2 }, {
    colour: /no such field/,
    constructor: /no such field/,
    "": /no such field/,
  }],
  ["an id", { id: crypto.randomUUID() }, { id: /Leave it out/ }],
  ["texts that are too long", { title: "x".repeat(256), description: "y".repeat(10_002) }, {
    title: /shorten this by 1 character; 255 fit/,
    description: /shorten this by 2 characters; 10000 fit/,
  }],
];

for (const [what, fields, expected] of WRONG) {
  Deno.test(`an appointment with ${what} is refused, field by field`, async () => {
    const { app, ada } = await programs();
    await using _ = app;
    const one = `${LIST}/${(await addJson(ada)).json.id}`;
    for (const [method, path] of [["POST", LIST], ["PUT", one]] as const) {
      const { status, json } = await ada.send(method, path, { ...JSON_DENTIST, ...fields });
      assertEquals([status, json.title], [422, "Unprocessable Entity"]);
      assertEquals(Object.keys(json.errors).sort(), Object.keys(expected).sort());
      for (const [name, words] of Object.entries(expected)) assertMatch(json.errors[name], words);
    }
    assertEquals((await ada.get(LIST)).json.appointments.length, 1);
  });
}

Deno.test("what is no object is no appointment", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  for (const value of [null, 5, "Dentist", [JSON_DENTIST]]) {
    const { status, json } = await ada.send("POST", LIST, value);
    assertEquals([status, Object.keys(json.errors)], [422, [""]]);
  }
});

Deno.test("a program may send back what it got, id and all", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const { json } = await addJson(ada);
  const { status, json: again } = await ada.send("PUT", `${LIST}/${json.id}`, json);
  assertEquals([status, again], [200, json]);
  const other = { ...json, id: crypto.randomUUID() };
  assertEquals((await ada.send("PUT", `${LIST}/${json.id}`, other)).status, 422);
});

const INSTANTS: Record<string, string> = {
  "2026-11-23T09:30Z": "2026-11-23T09:30:00Z",
  "2026-11-23T09:30:07Z": "2026-11-23T09:30:07Z",
  "2026-11-23T09:30:07.999Z": "2026-11-23T09:30:07Z",
  "2026-11-23T09:30:00+05:30": "2026-11-23T04:00:00Z",
  "2026-11-23T00:15-08:00": "2026-11-23T08:15:00Z",
  "20261123T0930+0100": "2026-11-23T08:30:00Z",
  "2026-10-25T02:30+02:00": "2026-10-25T00:30:00Z",
  "2026-10-25T02:30+01:00": "2026-10-25T01:30:00Z",
};

for (const [sent, kept] of Object.entries(INSTANTS)) {
  Deno.test(`the instant ${sent} comes back as ${kept}`, async () => {
    const { app, ada } = await programs();
    await using _ = app;
    const { json } = await addJson(ada, { starts_at: sent, ends_at: "2026-12-24T18:00Z" });
    assertEquals(json.starts_at, kept);
    assertEquals((await ada.get(`${LIST}/${json.id}`)).json.starts_at, kept);
  });
}

const DAYS: [what: string, sent: [string, string], kept: [string, string]][] = [
  ["some hours of a day", ["2026-11-23T09:30+01:00", "2026-11-23T10:00+01:00"], [
    "2026-11-22T23:00:00Z",
    "2026-11-23T23:00:00Z",
  ]],
  ["hours of two days", ["2026-11-23T23:59+01:00", "2026-11-24T00:01+01:00"], [
    "2026-11-22T23:00:00Z",
    "2026-11-24T23:00:00Z",
  ]],
  ["a day from midnight to midnight", ["2026-11-23T00:00+01:00", "2026-11-24T00:00+01:00"], [
    "2026-11-22T23:00:00Z",
    "2026-11-23T23:00:00Z",
  ]],
  ["the day of 25 hours", ["2026-10-25T12:00Z", "2026-10-25T13:00Z"], [
    "2026-10-24T22:00:00Z",
    "2026-10-25T23:00:00Z",
  ]],
];

for (const [what, sent, kept] of DAYS) {
  Deno.test(`all day takes whole days of the owner's zone: ${what}`, async () => {
    const { app, ada } = await programs();
    await using _ = app;
    const [starts_at, ends_at] = sent;
    const { json } = await addJson(ada, { starts_at, ends_at, all_day: true });
    assertEquals([json.starts_at, json.ends_at], kept);
    const { json: again } = await ada.send("PUT", `${LIST}/${json.id}`, json);
    assertEquals(again, json, "and sent back it stays as it is");
  });
}

Deno.test("texts are cleaned as those of the form are", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const { json } = await addJson(ada, {
    title: "  Den\0tist\r\n\u202e ",
    location: " \u200b ",
    description: "\r\none\r\ntwo \ud800\n",
  });
  assertEquals(json.title, "Dentist \u202e");
  assertEquals([json.location, json.description], ["", "one\ntwo \ufffd"]);
  assertEquals((await ada.get(`${LIST}/${json.id}`)).json, json);
});

Deno.test("an appointment of the form is one of the API", async () => {
  const { app, person, ada } = await programs();
  await using _ = app;
  const browser = await app.visitor().as(person);
  const fields = { title: "Trip", starts_at: "2026-11-23T09:30", ends_at: "2026-11-24T10:15" };
  await browser.submit("/appointments/new", { ...fields, all_day: "on" });
  const [trip] = (await ada.get(LIST)).json.appointments;
  assert(trip.all_day);
  assertEquals([trip.starts_at, trip.ends_at], ["2026-11-22T23:00:00Z", "2026-11-24T23:00:00Z"]);
  assertEquals((await ada.send("PUT", `${LIST}/${trip.id}`, trip)).json, trip);
});
