import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { add, address, members } from "../support/appointments.ts";

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
  const days = { "no-3": 27, "no-1": 21, "no-5": 29, "no-2": 26, "no-4": 28, "no-0": 20 };
  for (const [title, day] of Object.entries(days)) {
    // It is 08:15 on the 21st: one is over since yesterday, one is going on.
    await add(ada, {
      title,
      starts_at: `2026-11-${day}T08:00`,
      ends_at: `2026-11-${day}T09:00`,
    });
  }
  const titles = [...(await ada.get("/appointments")).text.matchAll(/>(no-\d)</g)];
  assertEquals(titles.map(([, title]) => title), ["no-1", "no-2", "no-3", "no-4", "no-5"]);
  const home = [...(await ada.get("/")).text.matchAll(/>(no-\d)</g)];
  assertEquals(home.map(([, title]) => title), ["no-1", "no-2", "no-3"], "the next three at home");
});

Deno.test("who saves what is over already is told where the list has it", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { starts_at: "2026-11-01T09:00", ends_at: "2026-11-01T10:00" });
  const { text } = await ada.get("/appointments");
  assertStringIncludes(text, "Your appointment is saved. It is over already");
  assertStringIncludes(text, "Nothing is coming up");
});

Deno.test("an end on another day is named shortly in the list, and in full on its page", async () => {
  const { app, ada } = await members();
  await using _ = app;
  await add(ada, { starts_at: "2026-11-23T22:30", ends_at: "2026-11-24T06:00" });
  assertStringIncludes((await ada.get("/appointments")).text, "22:30 – Tue 24 Nov, 06:00");
  const { text } = await ada.get(await address(ada));
  assertStringIncludes(text, "22:30 – Tuesday, 24 November 2026, 06:00");
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
  assertStringIncludes((await ada.get("/appointments")).text, "“Dentist” is deleted.");
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
  assertStringIncludes(text, "Today is Saturday, 21 November 2026.");
  assertStringIncludes(text, "Dentist");
  assertStringIncludes(text, 'href="/appointments/new">/appointments/new</a>');
});
