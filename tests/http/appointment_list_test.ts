import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { at, DAY, fill, MINUTE } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { NOW } from "../support/constants.ts";
import { linkIn, titlesIn } from "../support/listed.ts";
import type { Visitor } from "../support/visitor.ts";

/** Follows a list to its end, and returns the titles of each page. */
async function pages(visitor: Visitor, path: string, next: string): Promise<string[][]> {
  const found: string[][] = [];
  for (let page: string | null = path; page;) {
    const { status, text } = await visitor.get(page);
    assertEquals(status, 200);
    found.push(titlesIn(text));
    assert(found.length < 1000, "there is no end to it");
    page = linkIn(text, next);
  }
  return found;
}

Deno.test("the list shows what is coming up, what is going on too; the other one what is over, latest first", async () => {
  const { app, ada } = await bookApp([
    at("long ago", -300),
    at("an hour ago", -1),
    at("now", -0.2),
    at("for weeks", -500, { endsAt: NOW + DAY }),
    at("later", 1),
    at("over this very moment", -0.5, { endsAt: NOW }),
  ]);
  await using _ = app;
  const { text } = await ada.get("/appointments");
  assertEquals(titlesIn(text), ["for weeks", "now", "later"]);
  const past = await ada.get(linkIn(text, "Past")!);
  assertEquals(titlesIn(past.text), ["over this very moment", "an hour ago", "long ago"]);
  assertStringIncludes(past.text, ">Past appointments</h1>");
  assertEquals(linkIn(past.text, "Coming up"), "/appointments");
});

Deno.test("days that are past go backwards, too", async () => {
  const { app, ada } = await bookApp([at("a", -24), at("b", -48), at("c", -49)]);
  await using _ = app;
  const { text } = await ada.get("/appointments?when=past");
  const days = [...text.matchAll(/<h2 id="day-([\d-]+)"/g)].map(([, day]) => day);
  assertEquals(days, ["2026-11-20", "2026-11-19"]);
});

for (
  const [path, sign, next] of [
    ["/appointments", 1, "Later appointments"],
    ["/appointments?when=past", -1, "Earlier appointments"],
  ] as const
) {
  Deno.test(`${path} comes in pages of 50 that hold each appointment once, in order`, async () => {
    // Some begin at the same moment: then the id decides.
    const all = Array.from({ length: 173 }, (_, i) => at(`no-${i}`, sign * (2 + (i >> 2))));
    const { app, ada } = await bookApp(all);
    await using _ = app;
    const found = await pages(ada, path, next);
    assertEquals(found.map(({ length }) => length), [50, 50, 50, 23]);
    assertEquals(new Set(found.flat()).size, 173);
    const hours = found.flat().map((title) => Number(title.slice(3)) >> 2);
    assertEquals(hours, hours.toSorted((a, b) => a - b));
  });
}

Deno.test("a first page leads on, a last one back, and both say what they are for", async () => {
  const { app, ada } = await bookApp(Array.from({ length: 51 }, (_, i) => at(`no-${i}`, i + 1)));
  await using _ = app;
  const first = await ada.get("/appointments");
  assertMatch(first.text, /<a [^>]*rel="next"[^>]*>Later appointments</);
  assertEquals(linkIn(first.text, "Back to the next ones"), null);
  const last = await ada.get(linkIn(first.text, "Later appointments")!);
  assertEquals(titlesIn(last.text), ["no-50"]);
  assertEquals(linkIn(last.text, "Later appointments"), null);
  assertEquals(linkIn(last.text, "Back to the next ones"), "/appointments");
});

Deno.test("a page whose appointments are gone meanwhile leads back to the beginning", async () => {
  const { app, ada } = await bookApp(Array.from({ length: 51 }, (_, i) => at(`no-${i}`, i + 1)));
  await using _ = app;
  const next = linkIn((await ada.get("/appointments")).text, "Later appointments")!;
  await app.db.deleteFrom("appointments").where("title", "=", "no-50").execute();
  const { status, text } = await ada.get(next);
  assertEquals([status, titlesIn(text)], [200, []]);
  assertStringIncludes(text, "The list ends here");
  assertEquals(linkIn(text, "Back to its beginning"), "/appointments");
});

for (const cursor of ["x", "", "AAAA", "%00", "LTEgMDAwMA"]) {
  Deno.test(`a page that begins after "${cursor}" is none: the first one comes, and says so`, async () => {
    const { app, ada } = await bookApp([at("later", 1)]);
    await using _ = app;
    const { status, text } = await ada.get(`/appointments?after=${cursor}`);
    assertEquals([status, titlesIn(text)], [404, ["later"]]);
    assertStringIncludes(text, "That page of the list is not there any more.");
  });
}

Deno.test("an empty list says why, and leads on", async () => {
  const { app, ada, user } = await bookApp();
  await using _ = app;
  const upcoming = async () => (await ada.get("/appointments")).text;
  const past = async () => (await ada.get("/appointments?when=past")).text;
  assertStringIncludes(await upcoming(), "Nothing is coming up");
  assertEquals(linkIn(await upcoming(), "See what is past"), null);
  assertStringIncludes(await past(), "Nothing is past yet");
  assertEquals(linkIn(await past(), "See what is coming up"), "/appointments");
  await fill(app.db, user.id, [at("over", -1)]);
  assertEquals(linkIn(await upcoming(), "See what is past"), "/appointments?when=past");
});

Deno.test("the list tells in whose time it is, and where to change that", async () => {
  const { app, ada } = await bookApp([], "Asia/Tokyo");
  await using _ = app;
  const { text } = await ada.get("/appointments");
  assertStringIncludes(text, "Times are in Asia/Tokyo.");
  assertEquals(linkIn(text, "Change the time zone"), "/account/profile");
});

Deno.test("days and times have the form that the browser asks for", async () => {
  const { app, ada } = await bookApp([at("Dentist", 6)]);
  await using _ = app;
  const read = async (language: string) =>
    (await ada.get("/appointments", { "accept-language": language })).text;
  const american = await read("de-DE,en-US;q=0.7");
  assertStringIncludes(american, "Saturday, November 21, 2026");
  assertStringIncludes(american, "2:15 PM – 2:45 PM");
  const british = await read("de-DE");
  assertStringIncludes(british, "Saturday, 21 November 2026");
  assertStringIncludes(british, "14:15 – 14:45");
});

Deno.test("nobody sees another's appointments in any list", async () => {
  const { app, ada } = await bookApp();
  await using _ = app;
  const bo = await app.person("Bo");
  const valley = { location: "Hidden Valley" };
  await fill(app.db, bo.id, [
    at("secret", 1, valley),
    at("secret", -1, valley),
    at("secret", -2000, { ...valley, endsAt: NOW + MINUTE }),
  ]);
  for (
    const path of ["", "?when=past", "?q=secret", "?q=se", "?q=secret&when=past", "/week", "/month"]
  ) {
    assertFalse((await ada.get(`/appointments${path}`)).text.includes("Hidden Valley"), path);
  }
});
