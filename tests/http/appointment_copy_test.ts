import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address, DENTIST } from "../support/appointments.ts";
import { berliners, fill, formIn, moveTo, rowsOf } from "../support/appointment_pages.ts";

const copyOf = (own: string) => `/appointments/new?copy=${own.split("/").at(-1)}`;

Deno.test("a copy is the new form with all that the first has, and says that it is not saved yet", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada, { location: "High Street", description: "one\ntwo" });
  const path = copyOf(await address(ada));
  const { status, text } = await ada.get(path);
  assertEquals(status, 200);
  assertStringIncludes(text, "This is a copy of “Dentist”. It is not saved yet.");
  const { csrf_token: _csrf, form_id, ...fields } = formIn(text);
  assertEquals(fields, { ...DENTIST, location: "High Street", description: "one\ntwo" });
  assertEquals(form_id!.length, 36);
  assertEquals((await rowsOf(app)).length, 1);
  const times = { starts_at: "2026-11-30T09:30", ends_at: "2026-11-30T10:15" };
  const saved = await ada.post("/appointments/new", { ...formIn(text), ...times });
  assertEquals([saved.status, saved.headers.get("location")], [303, "/appointments"]);
  const [first, second] = await rowsOf(app);
  assertEquals([first!.title, second!.title], ["Dentist", "Dentist"]);
  assertFalse(first!.uid === second!.uid || first!.id === second!.id);
});

Deno.test("a copy that stays at the same time is warned of the first", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada);
  await ada.get("/appointments");
  const { text } = await ada.get(copyOf(await address(ada)));
  await ada.post("/appointments/new", formIn(text));
  assertStringIncludes((await ada.get("/appointments")).text, "It overlaps with “Dentist”");
});

Deno.test("the days of a copy are those of the first, wherever its owner is now", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada, { all_day: "on", ends_at: "2026-11-24T00:00" });
  const path = copyOf(await address(ada));
  await moveTo(app, "America/New_York");
  const form = formIn((await ada.get(path)).text);
  assertEquals([form.starts_at, form.ends_at], ["2026-11-23T00:00", "2026-11-24T00:00"]);
  await ada.post("/appointments/new", form);
  const zones = (await rowsOf(app)).map(({ time_zone }) => time_zone);
  assertEquals(zones, ["Europe/Berlin", "America/New_York"]);
});

Deno.test("what is not one's own cannot be copied", async () => {
  const { app, ada, bo } = await berliners();
  await using _ = app;
  await add(ada);
  const path = copyOf(await address(ada));
  for (const other of [path, copyOf(`/${crypto.randomUUID()}`), copyOf("/x"), copyOf("/")]) {
    assertEquals((await bo.get(other)).status, 404, other);
  }
  assertEquals((await fill(bo, "/appointments/new", DENTIST)).status, 303);
});
