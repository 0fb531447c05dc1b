import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { at, fill } from "../support/book.ts";
import { bookApp } from "../support/book_app.ts";
import { linkIn, titlesIn } from "../support/listed.ts";

Deno.test("a search finds words in title and location, and keeps the question in its box", async () => {
  const { app, ada } = await bookApp([
    at("Dentist", 1, { location: "High Street" }),
    at("Doctor", 2, { location: "Low Street" }),
    at("Choir", 3, { description: "High Street is not searched here" }),
  ]);
  await using _ = app;
  const { text } = await ada.get("/appointments?q=stree+HIGH");
  assertEquals(titlesIn(text), ["Dentist"]);
  assertStringIncludes(text, "1 appointment found.");
  assertStringIncludes(text, 'name="q" dir="auto" value="stree HIGH"');
  assertEquals(linkIn(text, "Show all"), "/appointments");
  assertEquals(linkIn(text, "Past"), "/appointments?when=past&q=stree+HIGH");
  assertStringIncludes((await ada.get("/appointments?q=street")).text, "2 appointments found.");
});

Deno.test("a search among past ones stays there", async () => {
  const { app, ada } = await bookApp([at("Dentist", -1), at("Dentist", 1), at("Choir", -2)]);
  await using _ = app;
  const { text } = await ada.get("/appointments?when=past&q=dentist");
  assertEquals(titlesIn(text), ["Dentist"]);
  assertMatch(text, /<input +type="hidden" name="when" value="past"/);
  assertEquals(linkIn(text, "Show all"), "/appointments?when=past");
});

const OUTCOMES: [
  past: number,
  upcoming: number,
  path: string,
  words: string,
  way: string | null,
][] = [
  [0, 0, "?q=x+y", "Nothing that is coming up matches “<bdi>x y</bdi>”.", null],
  [1, 0, "?q=Dentist", "1 past one does", "/appointments?when=past&q=Dentist"],
  [3, 0, "?q=de", "3 past ones do", "/appointments?when=past&q=de"],
  [51, 0, "?q=dent", "More than 50 past ones do", "/appointments?when=past&q=dent"],
  [0, 2, "?when=past&q=dent", "2 upcoming ones do", "/appointments?q=dent"],
  [0, 0, "?when=past&q=dent", "Nothing that is past matches “<bdi>dent</bdi>”.", null],
];

for (const [past, upcoming, path, words, way] of OUTCOMES) {
  Deno.test(`${path} with ${past} past and ${upcoming} upcoming says: ${words}`, async () => {
    const { app, ada, user } = await bookApp();
    await using _ = app;
    const some = (count: number, hours: number) =>
      Array.from({ length: count }, () => at("Dentist", hours));
    await fill(app.db, user.id, [...some(past, -1), ...some(upcoming, 1)]);
    const { text } = await ada.get(`/appointments${path}`);
    assertStringIncludes(text, words);
    assertEquals(way && linkIn(text, words), way);
  });
}

Deno.test("many results come in pages, which keep the question", async () => {
  const { app, ada } = await bookApp([
    ...Array.from({ length: 120 }, (_, i) => at(`Dentist ${i}`, i + 1)),
    ...Array.from({ length: 120 }, (_, i) => at(`Choir ${i}`, i + 1)),
  ]);
  await using _ = app;
  const first = await ada.get("/appointments?q=ntis");
  assertStringIncludes(first.text, "These are the first 50; there are more.");
  const second = await ada.get(linkIn(first.text, "Later appointments")!);
  assertStringIncludes(second.text, "There are more.");
  assertStringIncludes(second.text, 'value="ntis"');
  const third = await ada.get(linkIn(second.text, "Later appointments")!);
  assertStringIncludes(third.text, "These are the last.");
  assertEquals(linkIn(third.text, "Back to the next ones"), "/appointments?q=ntis");
  const found = [first, second, third].flatMap(({ text }) => titlesIn(text));
  assertEquals(found, Array.from({ length: 120 }, (_, i) => `Dentist ${i}`));
});

Deno.test("of more than 200 characters the first 200 are searched for, and the page says so", async () => {
  const { app, ada } = await bookApp([at("x".repeat(250), 1)]);
  await using _ = app;
  const { text } = await ada.get(`/appointments?q=${"x".repeat(200)}y`);
  assertEquals(titlesIn(text).length, 1);
  assertStringIncludes(text, "Only the first 200 characters are searched for.");
  assertStringIncludes(text, `value="${"x".repeat(200)}"`);
});

for (const query of ["", "+++", "%00", "%CC%81", "%E2%80%8B"]) {
  Deno.test(`a search for "${query}" is none`, async () => {
    const { app, ada } = await bookApp([at("later", 1)]);
    await using _ = app;
    const { text } = await ada.get(`/appointments?q=${query}`);
    assertEquals(titlesIn(text), ["later"]);
    assertEquals(linkIn(text, "Show all"), null);
  });
}

Deno.test("a search shows markup as text, also where nothing is found", async () => {
  const { app, ada } = await bookApp([at("<b>", 1)]);
  await using _ = app;
  assertEquals(titlesIn((await ada.get("/appointments?q=%3Cb%3E")).text), ["&lt;b>"]);
  const { text } = await ada.get(`/appointments?q=%22%3E%3Cscript%3Ealert(1)`);
  assertEquals(text.includes("<script>alert"), false);
  assertStringIncludes(text, "&lt;script>alert(1)");
});
