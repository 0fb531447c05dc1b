import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address } from "../support/appointments.ts";
import { berliners, fill, formIn, rowsOf, told } from "../support/appointment_pages.ts";

/** Somebody who has the form of one appointment open in two tabs. */
async function twoTabs(fields: Record<string, string> = {}) {
  const { app, ada, bo } = await berliners();
  await add(ada, fields);
  const own = await address(ada);
  const edit = `${own}/edit`;
  const tab = async () => formIn((await ada.get(edit)).text);
  return { app, ada, bo, own, edit, first: await tab(), second: await tab() };
}

Deno.test("the later of two edits is told, sees both, and nothing is saved yet", async () => {
  const { app, ada, own, edit, first, second } = await twoTabs({ location: "High Street" });
  await using _ = app;
  app.wait(60);
  const theirs = { ...first, title: "Barber", ends_at: "2026-11-23T11:00", location: "" };
  assertEquals((await ada.post(edit, theirs)).status, 303);
  const mine = { ...second, title: "Surgeon", description: "one\ntwo" };
  const { status, text } = await ada.post(edit, mine);
  assertEquals(status, 409);
  assertStringIncludes(text, "This was changed meanwhile");
  assertStringIncludes(text, "on 21 November 2026 at 09:16");
  const cells = [...text.matchAll(/<t[hd]\b[^>]*>(?:<span[^>]*>)?([^<]*)/g)].map(([, cell]) =>
    cell
  );
  const [barber, surgeon] = ["09:30 – 11:00 (1 hour, 30 minutes)", "09:30 – 10:15 (45 minutes)"];
  assertEquals(cells, [
    ...["Saved now", "Yours"],
    ...["Title", "Barber", "Surgeon"],
    ...["When", `Monday, 23 November 2026, ${barber}`, `Monday, 23 November 2026, ${surgeon}`],
    ...["Location", "nothing", "High Street"],
    ...["Description", "nothing", "one\ntwo"],
  ]);
  assertEquals(formIn(text).title, "Surgeon");
  assertEquals(formIn(text).description, "one\ntwo");
  assertStringIncludes(text, `href="${own}"`);
  assertEquals((await rowsOf(app))[0]!.title, "Barber");
});

Deno.test("sending it again is a decision, and saves over what was there", async () => {
  const { app, ada, edit, first, second } = await twoTabs();
  await using _ = app;
  await ada.post(edit, { ...first, title: "Barber" });
  const { text } = await ada.post(edit, { ...second, title: "Surgeon" });
  assertEquals((await ada.post(edit, formIn(text))).status, 303);
  const [row] = await rowsOf(app);
  assertEquals([row!.title, row!.version], ["Surgeon", 3]);
});

Deno.test("who decides while a third edit comes is told again", async () => {
  const { app, ada, edit, first, second } = await twoTabs();
  await using _ = app;
  await ada.post(edit, { ...first, title: "Barber" });
  const { text } = await ada.post(edit, { ...second, title: "Surgeon" });
  await fill(ada, edit, { title: "Third" });
  const again = await ada.post(edit, formIn(text));
  assertEquals(again.status, 409);
  assertStringIncludes(again.text, ">Third</td>");
  assertFalse(again.text.includes("When</th>"), "only what differs is shown");
});

Deno.test("of many edits at once one is saved, and all others are told", async () => {
  const { app, ada, edit, first } = await twoTabs();
  await using _ = app;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => ada.post(edit, { ...first, title: `No ${i}` })),
  );
  const saved = answers.map(({ status }, i) => [status, i]).filter(([status]) => status === 303);
  assertEquals(saved.length, 1);
  assertEquals(answers.filter(({ status }) => status === 409).length, 7);
  assertEquals((await rowsOf(app))[0]!.title, `No ${saved[0]![1]}`);
});

Deno.test("two tabs that say the same are no conflict", async () => {
  const { app, ada, own, edit, first, second } = await twoTabs();
  await using _ = app;
  for (const form of [first, second]) {
    assertEquals((await ada.post(edit, { ...form, title: "Barber" })).status, 303);
    assertEquals(await told(ada, own), "Your appointment is saved.");
  }
  assertEquals((await rowsOf(app))[0]!.version, 2);
});

Deno.test("a form without a version, such as a script sends, saves over any", async () => {
  const { app, ada, edit, first } = await twoTabs();
  await using _ = app;
  await fill(ada, edit, { title: "Barber" });
  const { version: _version, ...form } = first;
  assertEquals((await ada.post(edit, { ...form, title: "Script" })).status, 303);
  assertEquals((await rowsOf(app))[0]!.title, "Script");
});

for (const version of ["0", "2", "01", "1.0", "-1", "x", "9".repeat(400)]) {
  Deno.test(`an edit of version ${version.slice(0, 9)}, which is not there, loses nothing`, async () => {
    const { app, ada, edit, first } = await twoTabs();
    await using _ = app;
    const { status, text } = await ada.post(edit, { ...first, title: "Barber", version });
    assertEquals(status, 409);
    assertEquals([formIn(text).title, formIn(text).version], ["Barber", "1"]);
    assertEquals((await rowsOf(app))[0]!.title, "Dentist");
  });
}

Deno.test("what is wrong is told before the conflict, and the conflict is not forgotten over it", async () => {
  const { app, ada, edit, first, second } = await twoTabs();
  await using _ = app;
  await ada.post(edit, { ...first, title: "Barber" });
  const wrong = await ada.post(edit, { ...second, title: "Surgeon", ends_at: "" });
  assertEquals(wrong.status, 422);
  const right = { ...formIn(wrong.text), ends_at: second.ends_at! };
  assertEquals((await ada.post(edit, right)).status, 409);
});

Deno.test("what is typed into an appointment that was deleted meanwhile may become a new one", async () => {
  const { app, ada, own, edit, first } = await twoTabs();
  await using _ = app;
  await fill(ada, `${own}/delete`);
  const { status, text } = await ada.post(edit, { ...first, title: "Surgeon", ends_at: "noon" });
  assertEquals(status, 404);
  assertStringIncludes(text, "There is no such appointment");
  assertStringIncludes(text, 'action="/appointments/new"');
  const form = formIn(text);
  assertEquals([form.title, form.ends_at], ["Surgeon", "noon"]);
  const ends_at = first.ends_at!;
  assertEquals((await ada.post("/appointments/new", { ...form, ends_at })).status, 303);
  assertEquals((await rowsOf(app)).map(({ title }) => title), ["Surgeon"]);
});

Deno.test("markup in an edit is text on every page that shows it", async () => {
  const { app, ada, edit, first, second } = await twoTabs();
  await using _ = app;
  const evil = "<script>alert(1)</script>";
  const all = { title: evil, location: evil, description: evil };
  await ada.post(edit, { ...first, ...all });
  const conflict = await ada.post(edit, { ...second, ...all, title: `${evil}!` });
  const gone = await ada.post(`/appointments/${crypto.randomUUID()}/edit`, { ...first, ...all });
  assertEquals([conflict.status, gone.status], [409, 404]);
  for (const { text } of [conflict, gone, await ada.get(edit)]) {
    assert(text.includes("&lt;script>alert(1)"));
    assertFalse(text.includes("<script>alert(1)"));
  }
});
