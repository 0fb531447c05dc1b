import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { add, address, members } from "../support/appointments.ts";
import { ICAL } from "../support/calendar.ts";
import { checkCalendar } from "../support/calendar_lines.ts";

/** The titles in a calendar file, once it was checked line by line. */
function titles(file: string) {
  checkCalendar(file);
  return new ICAL.Component(ICAL.parse(file)).getAllSubcomponents("vevent")
    .map((event) => event.getFirstPropertyValue("summary"));
}

Deno.test("all appointments are one file to keep, past ones too, and nobody else's", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await add(ada, { title: "Old", starts_at: "2020-01-01T10:00", ends_at: "2020-01-01T11:00" });
  await add(ada, { title: "New" });
  await add(bo, { title: "Bo's" });
  const { status, text, headers } = await ada.get("/appointments.ics");
  assertEquals(status, 200);
  assertEquals(headers.get("content-type"), "text/calendar; charset=utf-8");
  assertEquals(headers.get("content-disposition"), 'attachment; filename="cloakroom.ics"');
  assertEquals(headers.get("cache-control"), "no-store");
  assertEquals(titles(text), ["Old", "New"]);
  assertEquals((await ada.get("/account/export.ics")).text, text);
});

Deno.test("the download of all is noted in the history", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await ada.get("/appointments.ics");
  assertStringIncludes((await ada.get("/account/history")).text, "Data exported");
});

Deno.test("one appointment is a file, too, by the same name in it as in the file of all", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { title: "Dentist; bring the card" });
  const { status, text, headers } = await ada.get(`${await address(ada)}/calendar.ics`);
  assertEquals(status, 200);
  assertEquals(headers.get("content-disposition"), 'attachment; filename="appointment.ics"');
  assertEquals(headers.get("cache-control"), "no-store");
  assertEquals(titles(text), ["Dentist; bring the card"]);
  const [uid] = /UID:.*/.exec(text)!;
  assertStringIncludes((await ada.get("/appointments.ics")).text, uid);
});

Deno.test("the file of another's appointment is missing like one that was never there", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await add(ada, { title: "Secret" });
  const theirs = await bo.get(`${await address(ada)}/calendar.ics`);
  const never = await bo.get(`/appointments/${crypto.randomUUID()}/calendar.ics`);
  assertEquals([theirs.status, never.status], [404, 404]);
  const plain = (text: string) =>
    text.replace(/[\w-]{12}(?=<\/code>)|nonce="[^"]+"|value="[^"]+"/g, "");
  assertEquals(plain(theirs.text), plain(never.text));
  assertFalse(theirs.text.includes("Secret"));
});

Deno.test("who is not signed in gets no file, but is asked to sign in", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada);
  for (const path of ["/appointments.ics", `${await address(ada)}/calendar.ics`]) {
    const { status, headers, text } = await app.visitor().get(path);
    assertEquals([status, text], [303, ""]);
    assertMatch(headers.get("location")!, /^\/login\?next=/);
  }
});

Deno.test("an appointment that was changed is told to be newer, under the name that it had", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada);
  const before = (await ada.get("/appointments.ics")).text;
  const { id } = await app.db.selectFrom("appointments").select("id").executeTakeFirstOrThrow();
  app.wait(60);
  await app.db.updateTable("appointments")
    .set({ version: 2, updated_at: app.clock() }).where("id", "=", id).execute();
  const after = (await ada.get("/appointments.ics")).text;
  assertEquals(/UID:.*/.exec(after)![0], /UID:.*/.exec(before)![0]);
  assert(before.includes("SEQUENCE:0") && after.includes("SEQUENCE:1"));
  assert(after.includes("LAST-MODIFIED:20261121T081600Z"));
});
