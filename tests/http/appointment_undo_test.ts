import { assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { members } from "../support/appointments.ts";
import { fill, rowsOf, told } from "../support/appointment_pages.ts";
import type { Client } from "../support/client.ts";
import { deleted, press, UNDO, undoIn } from "../support/undo.ts";
import { tokenIn } from "../support/visitor.ts";

const REFUSED = /^That could not be undone\. It works once, for ten minutes/;

Deno.test("deleting leads to the list, with a message that has a button to take it back", async () => {
  const { app, ada, own, answer, text } = await deleted();
  await using _ = app;
  assertEquals([answer.status, answer.headers.get("location")], [303, "/appointments"]);
  assertMatch(text, /<p class="flash-text"[^>]*>“Dentist” is deleted\.<\/p>/);
  assertStringIncludes(text, `action="${UNDO}"`);
  assertMatch(text, /<button type="submit"[^>]*>Undo<\/button>/);
  assertEquals((await ada.get(own)).status, 404);
  assertFalse((await ada.get("/appointments")).text.includes("Undo"), "it is told once");
});

Deno.test("Undo brings it back as it was, but for its version", async () => {
  const { app, ada, own, row, undo } = await deleted({ description: "one\ntwo", location: "Here" });
  await using _ = app;
  app.wait(600 - 1);
  const { status, headers } = await press(ada, undo);
  assertEquals([status, headers.get("location")], [303, "/appointments"]);
  assertEquals(await told(ada), "“Dentist” is back.");
  const [back] = await rowsOf(app);
  const { no, updated_at } = back!;
  assertEquals(back, { ...row, no, updated_at, version: row.version + 1 });
  assertEquals(updated_at, app.clock());
  assertEquals((await ada.get(own)).status, 200);
  assertEquals(await app.db.selectFrom("deleted_appointments").selectAll().execute(), []);
});

Deno.test("it works once, also when it is pressed often at once", async () => {
  const { app, ada, undo } = await deleted();
  await using _ = app;
  const csrf_token = tokenIn((await ada.get("/account")).text)!;
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => ada.post(UNDO, { csrf_token, undo })),
  );
  assertEquals(new Set(answers.map(({ status }) => status)), new Set([303]));
  assertEquals((await rowsOf(app)).length, 1);
  await ada.get("/appointments");
  await press(ada, undo);
  assertMatch(await told(ada), REFUSED);
  assertEquals((await rowsOf(app)).length, 1);
});

Deno.test("what is deleted again after that can be brought back again, by its new button only", async () => {
  const { app, ada, own, undo } = await deleted();
  await using _ = app;
  await press(ada, undo);
  await fill(ada, `${own}/delete`);
  const { text } = await ada.get("/appointments");
  await press(ada, undo);
  assertEquals(await rowsOf(app), []);
  await press(ada, undoIn(text));
  assertEquals((await rowsOf(app))[0]!.version, 3);
});

type Case = Awaited<ReturnType<typeof deleted>>;

/** Who presses the button in vain, and with what. */
const REFUSALS: Record<string, (one: Case) => Promise<[by: Client, undo: string]>> = {
  "ten minutes later": ({ app, ada, undo }) => {
    app.wait(600);
    return Promise.resolve([ada, undo]);
  },
  "by somebody else": ({ bo, undo }) => Promise.resolve([bo, undo]),
  "in another browser of the same person": async ({ app, undo }) => {
    const other = app.visitor();
    await other.login("ada@example.org");
    return [other, undo];
  },
  "after signing out and in again": async ({ ada, undo }) => {
    await ada.logout();
    await ada.login("ada@example.org");
    return [ada, undo];
  },
  "with one character changed": ({ ada, undo }) =>
    Promise.resolve([ada, undo.replace(/.$/, (last) => last === "A" ? "B" : "A")]),
  "with more time": ({ ada, undo }) =>
    Promise.resolve([ada, undo.replace(/\.(\d+)\./, (_, at) => `.${Number(at) + 1}.`)]),
  "with nothing": ({ ada }) => Promise.resolve([ada, ""]),
  "with a long something": ({ ada }) => Promise.resolve([ada, "x".repeat(5000)]),
  "with a token of the session": async ({ ada }) => [
    ada,
    tokenIn((await ada.get("/account")).text)!,
  ],
};

for (const [how, prepare] of Object.entries(REFUSALS)) {
  Deno.test(`Undo ${how} is refused in the same words, and nothing happens`, async () => {
    const one = await deleted();
    await using app = one.app;
    const [visitor, undo] = await prepare(one);
    await visitor.get("/appointments"); // reads what waits
    const { status, headers } = await press(visitor, undo);
    assertEquals([status, headers.get("location")], [303, "/appointments"]);
    assertMatch(await told(visitor), REFUSED);
    assertEquals(await rowsOf(app), []);
    assertEquals(
      (await app.db.selectFrom("deleted_appointments").select("id").execute()).length,
      1,
    );
  });
}

Deno.test("a form for Undo without its CSRF token does nothing", async () => {
  const { app, ada, undo } = await deleted();
  await using _ = app;
  assertEquals((await ada.post(UNDO, { undo })).status, 403);
  assertEquals(await rowsOf(app), []);
});

Deno.test("the log learns nothing of what it was", async () => {
  const { app, ada, undo } = await deleted({ title: "Zaphodine" });
  await using _ = app;
  await press(ada, undo);
  const { text } = await ada.get("/appointments");
  assertStringIncludes(text, "Zaphodine");
  assertFalse(app.lines.some((line) => line.includes("Zaphodine") || line.includes(undo)));
});

Deno.test("a title of any length and kind leaves room for the button in the cookie", async () => {
  for (const title of ["x".repeat(255), "👩‍👩‍👧‍👦".repeat(36), '"\\'.repeat(127), "עברית ".repeat(40)]) {
    const { app, ada, text, undo } = await deleted({ title });
    await using _ = app;
    const [, words = ""] = /class="flash-text"[^>]*>([^<]*)</.exec(text)!;
    assertMatch(words, /…”\u2069? is deleted\.$/);
    await press(ada, undo);
    assertMatch(await told(ada), /…”\u2069? is back\.$/);
    assertEquals((await rowsOf(app))[0]!.title, title.trim());
  }
});

Deno.test("the address of Undo itself tells what it was", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const { status, text } = await ada.get(UNDO);
  assertEquals(status, 200);
  assertStringIncludes(text, "for ten minutes");
});
