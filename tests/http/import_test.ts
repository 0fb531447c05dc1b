import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { add, address, members } from "../support/appointments.ts";
import { calendar, event, sample } from "../support/imports.ts";
import { words } from "../support/labs.ts";
import { IMPORT, importAll, upload, uploaded } from "../support/uploads.ts";
import type { TestApp } from "../support/app.ts";

const DENTIST = event(
  "UID:dentist",
  "DTSTART:20261123T083000Z",
  "DURATION:PT1H",
  "SUMMARY:Dentist",
);
const PARTY = event("UID:party", "DTSTART:20261128", "SUMMARY:Party <3", "LOCATION:Home");

function rows(app: TestApp) {
  return app.db.selectFrom("appointments").selectAll().orderBy("starts_at").execute();
}

Deno.test("a file is shown before anything changes, and taken over when its owner says so", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const sent = await upload(ada, calendar(...DENTIST, ...PARTY));
  assertEquals(sent.status, 303);
  const path = sent.headers.get("location")!;
  assertMatch(path, /^\/appointments\/import\/[\w-]{36}$/);
  const preview = await ada.get(path);
  assertEquals(preview.status, 200);
  assertStringIncludes(words(preview.text), "2 appointments are new.");
  assertStringIncludes(preview.text, "Party &lt;3");
  assertStringIncludes(preview.text, "Import 2 appointments");
  assertEquals(await rows(app), []);
  const done = await ada.submit(path, {});
  assertEquals([done.status, done.headers.get("location")], [303, "/appointments"]);
  const list = await ada.get("/appointments");
  assertStringIncludes(list.text, "2 appointments are imported.");
  assertStringIncludes(list.text, "Party &lt;3");
  const [dentist, party] = await rows(app);
  assertEquals([dentist!.uid, dentist!.title, dentist!.version], ["dentist", "Dentist", 1]);
  assertEquals([party!.uid, party!.location, party!.all_day], ["party", "Home", 1]);
});

Deno.test("a form that is sent twice imports once", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const path = await uploaded(ada, calendar(...DENTIST));
  const both = await Promise.all([ada.submit(path, {}), ada.submit(path, {})]);
  assertEquals(both.map(({ status }) => status), [303, 303]);
  assertEquals((await rows(app)).length, 1);
  await ada.get("/appointments");
  await ada.submit("/appointments/new", {}, path);
  assertStringIncludes((await ada.get("/appointments")).text, "This file does not wait any more");
  assertEquals((await ada.get(path)).status, 404);
});

Deno.test("two appointments by one name are one, also where one of them is a date of what repeats", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const weekly = event("UID:a", "DTSTART:20261123T083000Z", "RRULE:FREQ=WEEKLY;COUNT=3");
  const again = event("UID:a/20261130T083000Z", "DTSTART:20261130T083000Z", "SUMMARY:Export");
  const path = await uploaded(ada, calendar(...weekly, ...again));
  assertStringIncludes(
    words((await ada.get(path)).text),
    "The file has another appointment by the same name (UID).",
  );
  assertEquals((await ada.submit(path, {})).status, 303);
  assertEquals((await rows(app)).length, 3);
});

Deno.test("importing a file again changes nothing, and the preview says so", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await importAll(ada, calendar(...DENTIST, ...PARTY));
  const before = await rows(app);
  const { text } = await ada.get(await uploaded(ada, calendar(...DENTIST, ...PARTY)));
  assertStringIncludes(words(text), "2 appointments are here already, and the same.");
  assertFalse(text.includes("Import 2"));
  await importAll(ada, calendar(...DENTIST, ...PARTY), { replaces: "on" });
  assertEquals(await rows(app), before);
});

Deno.test("one's own export changes nothing either, in whatever zone one is by then", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { title: "Day", all_day: "on" });
  await add(ada, { description: "a\nb; c, d \\ \u0007 e" });
  const file = (await ada.get("/appointments.ics")).text;
  await app.db.updateTable("users").set({ time_zone: "Asia/Tokyo" }).execute();
  const { text } = await ada.get(await uploaded(ada, file));
  assertStringIncludes(words(text), "2 appointments are here already, and the same.");
});

Deno.test("what is here and different stays as it is, unless its owner wants it changed", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await importAll(ada, calendar(...DENTIST, ...PARTY));
  const later = DENTIST.map((line) => line.replace("T0830", "T1030").replace("Dentist", "Later"));
  const { text } = await ada.get(await uploaded(ada, calendar(...later, ...PARTY)));
  assertStringIncludes(words(text), "1 appointment is here already, and different.");
  assertMatch(text, /<input type="checkbox"[^>]*name="replaces"/);
  await importAll(ada, calendar(...later));
  assertEquals((await rows(app))[0]!.title, "Dentist");
  assertStringIncludes((await ada.get("/appointments")).text, "There was nothing to import.");
  app.wait(60);
  await importAll(ada, calendar(...later), { replaces: "on" });
  const [dentist] = await rows(app);
  assertEquals([dentist!.title, dentist!.version], ["Later", 2]);
  assertEquals(dentist!.updated_at, app.clock());
  assertStringIncludes((await ada.get("/appointments")).text, "1 appointment is changed.");
});

Deno.test("what is imported can be searched, changed and exported under its name", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await importAll(ada, calendar(...PARTY));
  assertStringIncludes((await ada.get("/appointments?q=part")).text, "Party");
  assertEquals((await ada.get(await address(ada))).status, 200);
  assertStringIncludes((await ada.get("/appointments.ics")).text, "\r\nUID:party\r\n");
});

Deno.test("what cannot be taken is told with its reason, and what is to be known of the rest", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { text } = await ada.get(await uploaded(ada, await sample("google")));
  const said = words(text);
  assertMatch(said, /Called off ?: It was cancelled\./);
  assertStringIncludes(said, "Reminders and guests are not taken along; 2 appointments have some.");
  assertStringIncludes(said, "1 appointment repeats.");
});

Deno.test("a file with nothing to take says so, and has no button", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { text } = await ada.get(await uploaded(ada, calendar(...event("SUMMARY:Never"))));
  assertStringIncludes(text, "There is no appointment in it that can be taken.");
  assertMatch(words(text), /Never ?: It has no start that could be read\./);
  assertFalse(/<button[^>]*>Import/.test(text));
});

Deno.test("two thousand appointments are imported at once, and the first fifty shown before", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const many = Array.from(
    { length: 2000 },
    (_, i) =>
      event(
        `UID:${i}`,
        `DTSTART:20261123T0830${String(i % 60).padStart(2, "0")}Z`,
        `SUMMARY:Number ${i}`,
      ),
  );
  const path = await uploaded(ada, calendar(...many.flat()));
  const { text } = await ada.get(path);
  assertEquals(text.match(/<th scope="row"/g)?.length, 50);
  assertStringIncludes(words(text), "And 1,950 more.");
  assertEquals((await ada.submit(path, {})).status, 303);
  assertEquals((await rows(app)).length, 2000);
  assert((await ada.get("/appointments?q=number")).text.includes("Number"));
});

Deno.test("times without a zone are those of the person who imports", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await app.db.updateTable("users").set({ time_zone: "Asia/Tokyo" }).execute();
  await importAll(ada, calendar(...event("DTSTART:20261123T093000", "DURATION:PT1H")));
  const [row] = await rows(app);
  assertEquals([row!.starts_at, row!.time_zone], [Date.UTC(2026, 10, 23, 0, 30), "Asia/Tokyo"]);
});

Deno.test("the list leads to the import, the file of all and the private address", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { text } = await ada.get("/appointments");
  for (const path of [IMPORT, "/appointments.ics", "/account/calendar"]) {
    assertStringIncludes(text, `href="${path}"`);
  }
});
