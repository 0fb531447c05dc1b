/** A book of 10,000 appointments: whichever way one goes through it, each comes once, in order. */
import { assert, assertEquals } from "@std/assert";
import { appointmentPage, listPage, readPage, wordsOf } from "@/lib/appointments/mod.ts";
import type { When } from "@/lib/appointments/past.ts";
import { placeOf } from "@/lib/appointments/place.ts";
import { inWindow } from "@/lib/appointments/window.ts";
import { DAY, emptyBook, fill, HOUR } from "../../support/book.ts";
import { NOW } from "../../support/constants.ts";

const COUNT = 10_000;

/** Half of them past, many at the same moment; one in fifty lasts for months, one in seven is with Bo. */
const { db, ada, bo } = await emptyBook();
const BOOK = Array.from({ length: COUNT }, (_, i) => {
  const startsAt = NOW + Math.round((i - COUNT / 2) / 3) * 5 * HOUR;
  const endsAt = startsAt + (i % 50 === 0 ? 90 * DAY : HOUR);
  return { title: i % 7 === 0 ? `Bo ${i}` : `Somebody ${i}`, startsAt, endsAt };
});
await fill(db, ada, BOOK);
await fill(db, bo, BOOK.slice(0, 500));
Deno.test.afterAll(() => db.destroy());

const deps = { db, clock: () => NOW };

/** The numbers in the titles of a whole list, in its order. */
async function walk(when: When, query = ""): Promise<number[]> {
  const found: number[] = [];
  for (let cursor: string | null = "", pages = 0; cursor !== null; pages++) {
    assert(pages < 300, "there is no end to it");
    const after = placeOf(cursor);
    const page = await listPage(deps, ada, { when, words: wordsOf(query), after, limit: 50 });
    assertEquals(page.appointments.length === 50 || page.next === null, true, "pages are full");
    found.push(...page.appointments.map(({ title }) => Number(title.split(" ")[1])));
    cursor = page.next;
  }
  return found;
}

const isOver = (i: number) => BOOK[i]!.endsAt <= NOW;
const SEARCHES: Record<string, (title: string) => boolean> = {
  "": () => true,
  "bo": (title) => /bo/i.test(title),
  "somebody": (title) => /somebody/i.test(title),
  "some 77": (title) => /some/i.test(title) && title.includes("77"),
  "777": (title) => title.includes("777"),
};

for (const [query, matches] of Object.entries(SEARCHES)) {
  for (const when of ["upcoming", "past"] as const) {
    Deno.test(`all ${when} ones that match "${query}" come once, in order`, async () => {
      const found = await walk(when, query);
      const expected = BOOK.keys()
        .filter((i) => isOver(i) === (when === "past") && matches(BOOK[i]!.title));
      assertEquals(found.toSorted((a, b) => a - b), [...expected]);
      const starts = found.map((i) => BOOK[i]!.startsAt);
      const sorted = starts.toSorted((a, b) => when === "past" ? b - a : a - b);
      assertEquals(starts, sorted);
    });
  }
}

Deno.test("a week in the middle holds what touches it", async () => {
  const [from, until] = [NOW + 30 * DAY, NOW + 37 * DAY];
  const found = await inWindow(deps, ada, { from, until, limit: COUNT });
  const expected = BOOK.filter(({ startsAt, endsAt }) => startsAt < until && endsAt > from);
  assertEquals(found.length, expected.length);
  assert(found.some(({ startsAt }) => startsAt < from - 60 * DAY), "the long ones, too");
});

for (const query of ["limit=100", "limit=100&from=2026-11-21T08:15Z"]) {
  Deno.test(`the API gives each once with ${query}`, async () => {
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const read = readPage(new URLSearchParams(`${query}${cursor && `&cursor=${cursor}`}`));
      assert(read.ok);
      const page = await appointmentPage(deps, ada, read.page);
      found.push(...page.appointments.map(({ id }) => id));
      cursor = page.cursor;
    }
    assertEquals(new Set(found).size, found.length);
    const isAsked = query.includes("from") ? (i: number) => !isOver(i) : () => true;
    assertEquals(found.length, [...BOOK.keys()].filter(isAsked).length);
  });
}
