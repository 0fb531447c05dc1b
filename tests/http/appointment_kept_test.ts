/** Forms of appointments that come when their login is over, and are filled in again. */
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address, DENTIST } from "../support/appointments.ts";
import { filledAgain, formsIn, shownIn } from "../support/forms.ts";
import { berliners, fill, formIn, rowsOf, valueIn } from "../support/appointment_pages.ts";

const NEW = "/appointments/new";
const A_DAY_AND_MORE = 90_000;

Deno.test("a new appointment that waited for a sign-in is saved once, though it is sent twice", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const { csrf_token: old, ...form } = formIn((await ada.get(NEW)).text);
  const typed = { ...form, ...DENTIST };
  app.wait(A_DAY_AND_MORE);
  await ada.post(NEW, { ...typed, csrf_token: old! });
  await ada.login("ada@example.org");
  const { text } = await ada.get(NEW);
  assertStringIncludes(text, "Not sent yet. Here is what you typed");
  const { csrf_token, kept_form: _kept, ...again } = formIn(text);
  assertEquals(again, typed);
  for (let i = 0; i < 2; i++) {
    assertEquals((await ada.post(NEW, { ...again, csrf_token: csrf_token! })).status, 303);
  }
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("an edit that waited for a sign-in is told of the one that came meanwhile", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  await add(ada);
  const edit = `${await address(ada)}/edit`;
  const form = formIn((await ada.get(edit)).text);
  app.wait(A_DAY_AND_MORE);
  await ada.post(edit, { ...form, title: "Surgeon" });
  const phone = app.visitor();
  await phone.login("ada@example.org");
  await fill(phone, edit, { title: "Barber" });
  await ada.login("ada@example.org");
  const again = formIn((await ada.get(edit)).text);
  assertEquals([again.title, again.version], ["Surgeon", "1"]);
  const { status, text } = await ada.post(edit, again);
  assertEquals(status, 409);
  assertStringIncludes(text, ">Barber</td>");
  assertEquals((await rowsOf(app))[0]!.title, "Barber");
});

Deno.test("two new appointments that waited in two tabs both come back, the latest first", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const forms = [formIn((await ada.get(NEW)).text), formIn((await ada.get(NEW)).text)];
  app.wait(A_DAY_AND_MORE);
  for (const [i, form] of forms.entries()) {
    await ada.post(NEW, { ...form, ...DENTIST, title: `Tab ${i}` });
    await ada.post(NEW, { ...form, ...DENTIST, title: `Tab ${i}` }); // a double click
  }
  await ada.login("ada@example.org");
  for (const title of ["Tab 1", "Tab 0"]) {
    const again = formIn((await ada.get(NEW)).text);
    assertEquals(again.title, title);
    assertEquals((await ada.post(NEW, again)).status, 303);
  }
  assertEquals(formIn((await ada.get(NEW)).text).title, "");
  assertEquals((await rowsOf(app)).map(({ title }) => title).sort(), ["Tab 0", "Tab 1"]);
});

Deno.test("an edit that waited for a sign-in can be saved as a new appointment when the old one is gone", async () => {
  const { app, ada, bo } = await berliners();
  await using _ = app;
  await add(ada);
  const own = await address(ada);
  const form = formIn((await ada.get(`${own}/edit`)).text);
  app.wait(A_DAY_AND_MORE);
  await ada.post(`${own}/edit`, { ...form, title: "Typed with care" });
  await ada.login("ada@example.org");
  await fill(ada, `${own}/delete`);
  const { status, text } = await ada.get(`${own}/edit`);
  assertEquals(status, 404);
  assertStringIncludes(text, "There is no such appointment");
  const again = formIn(text);
  assertEquals([again.title, again.starts_at], ["Typed with care", DENTIST.starts_at]);
  const kept_form = valueIn(text, "kept_form")!;
  assertEquals((await ada.post(NEW, { ...again, kept_form })).status, 303);
  assertFalse((await ada.get(`${own}/edit`)).text.includes("Typed with care"));
  assertEquals((await rowsOf(app)).map(({ title }) => title), ["Typed with care"]);
  assertFalse((await bo.get(`${own}/edit`)).text.includes("Typed with care"));
});

Deno.test("a form that waited, and has made an appointment before, waits no more when it has made another one", async () => {
  const { app, ada } = await berliners();
  await using _ = app;
  const form = { ...formIn((await ada.get(NEW)).text), ...DENTIST };
  await ada.post(NEW, form);
  app.wait(A_DAY_AND_MORE);
  await ada.post(NEW, { ...form, title: "Surgeon" });
  await ada.login("ada@example.org");
  const again = filledAgain(await ada.get(NEW))!;
  const { all_day: _unticked, ...shown } = shownIn(again);
  const typed = { csrf_token: again.token, ...again.hidden, ...shown };
  const asked = await ada.post(NEW, typed);
  assertEquals(asked.status, 409);
  const other = formsIn(asked).find(({ action, hidden }) => action === NEW && hidden.form_id)!;
  const answer = await ada.post(NEW, { ...shown, ...other.hidden, csrf_token: other.token });
  assertEquals(answer.status, 303);
  assertEquals((await rowsOf(app)).map(({ title }) => title).sort(), ["Dentist", "Surgeon"]);
  assertEquals(filledAgain(await ada.get(NEW)), undefined);
});
