/** What has happened meanwhile to the names, the room and the time of what is brought back. */
import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { sweepAppointments } from "@/lib/appointments/mod.ts";
import { add, address, DENTIST, members } from "../support/appointments.ts";
import { fill, formIn, rowsOf, told } from "../support/appointment_pages.ts";
import { deleted, press, undoIn } from "../support/undo.ts";

Deno.test("a form that is sent again after it was taken back knows its appointment still", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const form = { ...formIn((await ada.get("/appointments/new")).text), ...DENTIST };
  await ada.post("/appointments/new", form);
  await fill(ada, `${await address(ada)}/delete`);
  await press(ada, undoIn((await ada.get("/appointments")).text));
  await ada.post("/appointments/new", form);
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("a form that was sent again meanwhile has made another one, and both are there", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const form_id = crypto.randomUUID();
  const form = { ...formIn((await ada.get("/appointments/new")).text), ...DENTIST, form_id };
  await ada.post("/appointments/new", form);
  await fill(ada, `${await address(ada)}/delete`);
  const undo = undoIn((await ada.get("/appointments")).text);
  await ada.post("/appointments/new", form);
  await ada.get("/appointments");
  await press(ada, undo);
  assertMatch(await told(ada), /^“Dentist” is back\. It overlaps with “Dentist”/);
  assertEquals(
    (await rowsOf(app)).map(({ form_id }) => form_id).sort(),
    [form_id, null].sort(),
  );
});

Deno.test("one that a calendar file has brought meanwhile stays, and that there may be two is told", async () => {
  const { app, ada, undo, row } = await deleted();
  await using _ = app;
  const { no: _no, ...imported } = { ...row, id: crypto.randomUUID(), form_id: null };
  await app.db.insertInto("appointments").values(imported).execute();
  await press(ada, undo);
  assertMatch(await told(ada), /^“Dentist” is back\. A calendar file has brought one like it/);
  const rows = await rowsOf(app);
  assertEquals(new Set(rows.map(({ uid }) => uid)).size, 2);
  assert(rows.some(({ id }) => id === row.id));
});

Deno.test("what waits is sealed, ends with its time, and of one person fifty wait at most", async () => {
  const { app, ada } = await deleted({ title: "Zaphodine", location: "Zaphodine" });
  await using _ = app;
  const waiting = () => app.db.selectFrom("deleted_appointments").selectAll().execute();
  const [first] = await waiting();
  assertFalse(JSON.stringify(first).includes("Zaphodine"));
  for (let i = 0; i < 52; i++) {
    await add(ada);
    await fill(ada, `${await address(ada)}/delete`);
  }
  assertEquals((await waiting()).length, 50);
  await press(ada, undoIn((await ada.get("/appointments")).text));
  assertEquals((await rowsOf(app)).length, 1, "the newest is among them");
  app.wait(600 - 0.001);
  await sweepAppointments(app);
  assertEquals((await waiting()).length, 49);
  app.wait(0.001);
  await sweepAppointments(app);
  assertEquals(await waiting(), []);
});
