import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address, DENTIST, members } from "../support/appointments.ts";
import {
  berliners,
  fill,
  formIn,
  moveTo,
  rowsOf,
  told,
  valueIn,
} from "../support/appointment_pages.ts";

/** Somebody with one appointment, and its address. */
async function withDentist(fields: Record<string, string> = {}) {
  const { app, ada, bo } = await berliners();
  await add(ada, fields);
  const own = await address(ada);
  await ada.get(own); // reads the message
  return { app, ada, bo, own, edit: `${own}/edit` };
}

Deno.test("an edit starts from what is saved, and leads back to the appointment", async () => {
  const saved = { location: "High Street", description: "Bring\nthe card" };
  const { app, ada, own, edit } = await withDentist(saved);
  await using _ = app;
  const { text } = await ada.get(edit);
  for (const [name, value] of Object.entries({ ...DENTIST, ...saved })) {
    assertEquals(valueIn(text, name), value, name);
  }
  const { status, headers } = await fill(ada, edit, { title: "Barber", location: "" });
  assertEquals([status, headers.get("location")], [303, own]);
  const page = (await ada.get(own)).text;
  assertStringIncludes(page, "Your appointment is saved.");
  assertStringIncludes(page, "<h1");
  assertStringIncludes(page, "Barber");
  assertFalse(page.includes("High Street"));
});

Deno.test("an edit counts, and says when it was; its UID stays", async () => {
  const { app, ada, edit } = await withDentist();
  await using _ = app;
  const [before] = await rowsOf(app);
  app.wait(60);
  await fill(ada, edit, { title: "Barber" });
  const [after] = await rowsOf(app);
  assertEquals([after!.version, after!.updated_at - before!.updated_at], [2, 60_000]);
  assertEquals([after!.uid, after!.id, after!.created_at], [
    before!.uid,
    before!.id,
    before!.created_at,
  ]);
});

Deno.test("who saves without a change is told that it is saved, and it counts as no edit", async () => {
  const { app, ada, edit, own } = await withDentist({ description: "one\ntwo", all_day: "on" });
  await using _ = app;
  const before = await rowsOf(app);
  app.wait(60);
  assertEquals((await fill(ada, edit)).status, 303);
  assertEquals(await told(ada, own), "Your appointment is saved.");
  assertEquals(await rowsOf(app), before);
});

Deno.test("what does not fit is told beside its field, and what was typed stays", async () => {
  const { app, ada, edit } = await withDentist();
  await using _ = app;
  const { status, text } = await fill(ada, edit, { title: "x".repeat(256), ends_at: "later" });
  assertEquals(status, 422);
  assertStringIncludes(text, "shorten this by 1 character");
  assertStringIncludes(text, "When does it end?");
  assertEquals([valueIn(text, "title"), valueIn(text, "ends_at"), valueIn(text, "version")], [
    "x".repeat(256),
    "later",
    "1",
  ]);
});

Deno.test("times that stay as they are shown stay to the second, and in their hour of the two", async () => {
  const { app, ada, edit } = await withDentist();
  await using _ = app;
  // Half past two comes a second time in that night, at half past one UTC.
  const times = { starts_at: Date.UTC(2026, 9, 25, 1, 30, 7), ends_at: Date.UTC(2026, 9, 25, 4) };
  await app.db.updateTable("appointments").set(times).execute();
  assertEquals(valueIn((await ada.get(edit)).text, "starts_at"), "2026-10-25T02:30");
  await fill(ada, edit, { title: "Late" });
  const [row] = await rowsOf(app);
  assertEquals([row!.title, row!.starts_at, row!.ends_at], ["Late", ...Object.values(times)]);
});

Deno.test("who moved sees their own time and the one that was meant, and keeps the meaning", async () => {
  const { app, ada, own, edit } = await withDentist();
  await using _ = app;
  await moveTo(app, "Asia/Tokyo");
  const words = "It was meant in Europe/Berlin: Monday, 23 November 2026, 09:30 – 10:15.";
  const page = (await ada.get(own)).text;
  assertStringIncludes(page, "17:30 – 18:15");
  const { text } = await ada.get(edit);
  assertEquals(valueIn(text, "starts_at"), "2026-11-23T17:30");
  for (const where of [page, text]) assertStringIncludes(where, words);
  await fill(ada, edit, { title: "Barber" });
  assertEquals((await rowsOf(app))[0]!.time_zone, "Europe/Berlin");
  await fill(ada, edit, { ends_at: "2026-11-23T19:00" });
  const [row] = await rowsOf(app);
  assertEquals([row!.time_zone, row!.ends_at], ["Asia/Tokyo", Date.UTC(2026, 10, 23, 10)]);
  assertFalse((await ada.get(own)).text.includes("It was meant in"));
});

Deno.test("whole days stay those of their own zone for who has moved", async () => {
  const { app, ada, own, edit } = await withDentist({ all_day: "on" });
  await using _ = app;
  const [before] = await rowsOf(app);
  await moveTo(app, "America/New_York");
  const { text } = await ada.get(edit);
  assertStringIncludes(text, "The days are those of Europe/Berlin.");
  assertEquals(valueIn(text, "starts_at"), "2026-11-23T00:00");
  await fill(ada, edit, { title: "Fair" });
  const [row] = await rowsOf(app);
  assertEquals([row!.starts_at, row!.ends_at, row!.time_zone], [
    before!.starts_at,
    before!.ends_at,
    "Europe/Berlin",
  ]);
  await fill(ada, edit, { ends_at: "2026-11-24" });
  const page = (await ada.get(own)).text;
  assertStringIncludes(page, "all day, until Tuesday, 24 November 2026");
  assertStringIncludes(page, "2 days");
});

Deno.test("whole days become hours, and hours whole days, on the reader's clocks", async () => {
  const { app, ada, edit } = await withDentist({ all_day: "on" });
  await using _ = app;
  await moveTo(app, "America/New_York");
  const { all_day: _all_day, ...form } = formIn((await ada.get(edit)).text);
  const times = { starts_at: "2026-11-23T09:00", ends_at: "2026-11-23T10:00" };
  assertEquals((await ada.post(edit, { ...form, ...times })).status, 303);
  const [timed] = await rowsOf(app);
  assertEquals([timed!.all_day, timed!.starts_at, timed!.time_zone], [
    0,
    Date.UTC(2026, 10, 23, 14),
    "America/New_York",
  ]);
  await fill(ada, edit, { all_day: "on" });
  const [whole] = await rowsOf(app);
  assertEquals([whole!.all_day, whole!.starts_at], [1, Date.UTC(2026, 10, 23, 5)]);
});

Deno.test("the page of an appointment leads to its edit, its copy and its end", async () => {
  const { app, ada, own } = await withDentist();
  await using _ = app;
  const { text } = await ada.get(own);
  const id = own.split("/").at(-1);
  for (const href of [`${own}/edit`, `/appointments/new?copy=${id}`, `${own}/delete`]) {
    assertStringIncludes(text, `href="${href}"`);
  }
  assertStringIncludes(text, "Europe/Berlin");
});

Deno.test("the form says in which zone its times are, and where to change that", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await moveTo(app, "Pacific/Auckland");
  const { text } = await ada.get("/appointments/new");
  assertStringIncludes(text, "Times are in Pacific/Auckland.");
  assert(/href="\/account\/profile"[^>]*>Change the time zone</.test(text));
});
