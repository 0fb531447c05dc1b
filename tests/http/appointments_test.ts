import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import type { Visitor } from "../support/visitor.ts";

const DENTIST = {
  title: "Dentist",
  starts_at: "2026-11-23T09:30",
  ends_at: "2026-11-23T10:15",
  location: "",
  description: "",
};

async function members() {
  const app = await testApp();
  const [ada, bo] = [app.visitor(), app.visitor()];
  await ada.register("Ada");
  await bo.register("Bo");
  return { app, ada, bo };
}

const add = (visitor: Visitor, fields: Record<string, string> = {}) =>
  visitor.submit("/appointments/new", { ...DENTIST, ...fields });

/** The address of the only appointment in a visitor's list. */
async function address(visitor: Visitor): Promise<string> {
  return /\/appointments\/[\w-]{36}/.exec((await visitor.get("/appointments")).text)![0];
}

Deno.test("an appointment is listed under its day, with its time and length", async () => {
  const { app, ada } = await members();
  await using _ = app;
  assertEquals(
    (await add(ada, { location: "High Street" })).headers.get("location"),
    "/appointments",
  );
  const { text } = await ada.get("/appointments");
  for (const part of ["Monday, 23 November 2026", "09:30 – 10:15", "45 minutes", "High Street"]) {
    assertStringIncludes(text, part);
  }
});

Deno.test("the list is in the order of time, and what is over is not in it", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { title: "Later", starts_at: "2026-12-01T09:00", ends_at: "2026-12-01T10:00" });
  await add(ada, { title: "Sooner" });
  await add(ada, { title: "Over", starts_at: "2026-11-01T09:00", ends_at: "2026-11-01T10:00" });
  const { text } = await ada.get("/appointments");
  assert(text.indexOf("Sooner") < text.indexOf("Later"));
  assertFalse(text.includes("Over"));
});

Deno.test("markup in any field is shown as text everywhere", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const evil = "<script>alert(1)</script>";
  await add(ada, { title: evil, location: evil, description: evil });
  const own = await address(ada);
  for (const path of ["/", "/appointments", own, `${own}/delete`]) {
    const { text } = await ada.get(path);
    assertStringIncludes(text, "&lt;script>alert(1)&lt;/script>");
    assertFalse(text.includes("<script>alert(1)"), path);
  }
  const refused = await add(ada, { title: evil, description: evil, ends_at: "" });
  assertFalse(refused.text.includes("<script>alert(1)"));
});

Deno.test("an empty title is shown as such", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { title: "   " });
  assertStringIncludes((await ada.get("/appointments")).text, "(untitled)");
});

Deno.test("line breaks in the notes are kept, in every browser's spelling", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { description: "first\r\nsecond\nthird" });
  assertStringIncludes((await ada.get(await address(ada))).text, "first\nsecond\nthird");
});

Deno.test("an all-day appointment takes whole days, the last one included", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { title: "Fair", all_day: "on", ends_at: "2026-11-24T00:00" });
  const { text } = await ada.get("/appointments");
  assertStringIncludes(text, "All day");
  assertStringIncludes(text, "2 days");
});

const REFUSED: [what: string, fields: Record<string, string>, message: RegExp][] = [
  ["no start", { starts_at: "" }, /Please enter a date and time/],
  ["no such day", { starts_at: "2026-02-30T10:00" }, /Please enter a date and time/],
  ["an end that is no time", { ends_at: "noon" }, /Please enter a date and time/],
  ["an end before the start", { ends_at: "2026-11-23T09:00" }, /end has to be after the start/],
  ["an end at the start", { ends_at: DENTIST.starts_at }, /end has to be after the start/],
  ["a long title", { title: "x".repeat(256) }, /shorten this by 1 characters?; 255 fit/],
  ["a long location", { location: "x".repeat(300) }, /shorten this by 45/],
  ["an endless description", { description: "x".repeat(10_001) }, /shorten this by 1/],
];

for (const [what, fields, message] of REFUSED) {
  Deno.test(`${what} is refused beside its field, and what was typed stays`, async () => {
    const { app, ada } = await members();
    await using _ = app;
    const { status, text } = await add(ada, { description: "Bring the X-rays", ...fields });
    assertEquals(status, 422);
    assertMatch(text, message);
    if (!fields.description) assertStringIncludes(text, "Bring the X-rays");
    if (!fields.title) assertStringIncludes(text, 'value="Dentist"');
    assertStringIncludes((await ada.get("/appointments")).text, "No appointments yet");
  });
}

Deno.test("an emoji counts as one character", async () => {
  const { app, ada } = await members();
  await using _ = app;
  assertEquals((await add(ada, { title: "🧥".repeat(255) })).status, 303);
});

Deno.test("another owner's appointment looks like a missing one", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await add(ada);
  await bo.name(); // and so his welcome is read
  const adas = await address(ada);
  const missing = `/appointments/${crypto.randomUUID()}`;
  const bare = (text: string) =>
    text.replace(/[\w-]{86}|nonce="\w+"|<code>[^<]*|\/appointments\/[\w-]{36}/g, "");
  for (const end of ["", "/delete"]) {
    const [others, none] = [await bo.get(adas + end), await bo.get(missing + end)];
    assertEquals([others.status, none.status], [404, 404]);
    assertEquals(bare(others.text), bare(none.text));
  }
  const { status } = await bo.submit("/appointments", {}, `${adas}/delete`);
  assertEquals(status, 404);
  assertEquals((await ada.get(adas)).status, 200);
});

Deno.test("deleting asks first, and then it is gone", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada);
  const own = await address(ada);
  assertStringIncludes((await ada.get(`${own}/delete`)).text, "Delete this appointment?");
  assertEquals((await ada.submit(`${own}/delete`, {})).status, 303);
  assertStringIncludes((await ada.get("/appointments")).text, "The appointment is deleted.");
  assertEquals((await ada.get(own)).status, 404);
  assertEquals((await ada.submit("/appointments", {}, `${own}/delete`)).status, 404);
});

Deno.test("the home page greets, and shows what is coming up and where one was", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada);
  await ada.get("/appointments/new");
  const { text } = await ada.get("/");
  assertStringIncludes(text, "Hello, Ada");
  assertStringIncludes(text, "Dentist");
  assertStringIncludes(text, 'href="/appointments/new">/appointments/new</a>');
});
