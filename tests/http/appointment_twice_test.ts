import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { add, address, DENTIST, members } from "../support/appointments.ts";
import { fill, formIn, rowsOf, told } from "../support/appointment_pages.ts";

const NEW = "/appointments/new";

Deno.test("the same form sent twice makes one appointment, and the second answer says so", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const form = { ...formIn((await ada.get(NEW)).text), ...DENTIST };
  const first = await ada.post(NEW, form);
  assertEquals(await told(ada), "Your appointment is saved.");
  const second = await ada.post(NEW, form);
  for (const { status, headers } of [first, second]) {
    assertEquals([status, headers.get("location")], [303, "/appointments"]);
  }
  assertEquals(await told(ada), "Your appointment is saved, once: its form was sent twice.");
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("a form that is sent ten times at once makes one appointment", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const form = { ...formIn((await ada.get(NEW)).text), ...DENTIST };
  const answers = await Promise.all(Array.from({ length: 10 }, () => ada.post(NEW, form)));
  assertEquals(new Set(answers.map(({ status }) => status)), new Set([303]));
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("two forms make two appointments, whatever they say", async () => {
  const { app, ada } = await members();
  await using _ = app;
  for (let i = 0; i < 2; i++) assertEquals((await fill(ada, NEW, DENTIST)).status, 303);
  assertEquals((await rowsOf(app)).length, 2);
});

Deno.test("a form keeps its name while it is put right, and is known by it after", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { form_id } = formIn((await ada.get(NEW)).text);
  const refused = await ada.post(NEW, {
    ...formIn((await ada.get(NEW)).text),
    ...{ ...DENTIST, ends_at: "", form_id: form_id! },
  });
  assertEquals([refused.status, formIn(refused.text).form_id], [422, form_id]);
  const form = { ...formIn(refused.text), ends_at: DENTIST.ends_at };
  for (let i = 0; i < 2; i++) await ada.post(NEW, form);
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("another person's form of the same name is another form", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  const form_id = crypto.randomUUID();
  for (const visitor of [ada, bo]) {
    assertEquals((await fill(visitor, NEW, { ...DENTIST, form_id })).status, 303);
  }
  assertEquals((await rowsOf(app)).length, 2);
});

for (const form_id of [undefined, "", "x", "'; --", "f".repeat(300), "../../etc"]) {
  Deno.test(`a form that calls itself ${form_id?.slice(0, 20)} is taken as it is, each time`, async () => {
    const { app, ada } = await members();
    await using _ = app;
    for (let i = 0; i < 2; i++) {
      assertEquals((await add(ada, form_id === undefined ? {} : { form_id })).status, 303);
    }
    assertEquals((await rowsOf(app)).length, 2);
  });
}

/** Saves a form, goes back to it, and sends it with another title. */
async function sentAgain() {
  const { app, ada } = await members();
  const form = { ...formIn((await ada.get(NEW)).text), ...DENTIST };
  await ada.post(NEW, form);
  const own = await address(ada);
  return { app, ada, own, again: await ada.post(NEW, { ...form, title: "Barber" }) };
}

Deno.test("who goes back and sends other words is asked what they are for, and sees both", async () => {
  const { app, again, own } = await sentAgain();
  await using _ = app;
  assertEquals(again.status, 409);
  assertStringIncludes(again.text, "Is this another appointment?");
  for (const title of ["Dentist", "Barber"]) assertStringIncludes(again.text, `>${title}</td>`);
  assertEquals(formIn(again.text).title, "Barber");
  assertStringIncludes(again.text, `href="${own}"`);
  assertEquals((await rowsOf(app)).map(({ title }) => title), ["Dentist"]);
});

Deno.test("they may be for another appointment", async () => {
  const { app, ada, again } = await sentAgain();
  await using _ = app;
  assertEquals((await ada.post(NEW, formIn(again.text))).status, 303);
  assertEquals((await rowsOf(app)).map(({ title }) => title).sort(), ["Barber", "Dentist"]);
});

Deno.test("or they may be for the same one", async () => {
  const { app, ada, again, own } = await sentAgain();
  await using _ = app;
  assert(again.text.toLowerCase().includes(`formaction="${own}/edit"`));
  assertEquals((await ada.post(`${own}/edit`, formIn(again.text))).status, 303);
  assertEquals((await rowsOf(app)).map(({ title }) => title), ["Barber"]);
});
