import { assertEquals } from "@std/assert";
import type { Place } from "@/lib/appointments/place.ts";
import { inWindow } from "@/lib/appointments/window.ts";
import { DAY, emptyBook, fill, HOUR } from "../../support/book.ts";
import { fc } from "../../support/fast_check.ts";

/** Titles of what touches from 0 to 10 hours. */
async function touching(spans: Record<string, [startsAt: number, endsAt: number]>) {
  const { db, ada } = await emptyBook();
  await using _ = db;
  await fill(
    db,
    ada,
    Object.entries(spans).map(([title, [startsAt, endsAt]]) => ({ title, startsAt, endsAt })),
  );
  const found = await inWindow({ db }, ada, { from: 0, until: 10 * HOUR, limit: 100 });
  return found.map(({ title }) => title);
}

const SPANS: Record<string, [startsAt: number, endsAt: number, touches: boolean]> = {
  "ends when it begins": [-HOUR, 0, false],
  "ends a moment later": [-HOUR, 1, true],
  "lies within it": [HOUR, 2 * HOUR, true],
  "begins a moment before its end": [10 * HOUR - 1, DAY, true],
  "begins at its end": [10 * HOUR, DAY, false],
  "covers it": [-DAY, DAY, true],
  "began 31 days before, and ends then": [-31 * DAY, 0, false],
  "lasts 31 days, to its first moment": [-31 * DAY + 1, 1, true],
  "lasts longer than 31 days, to its first moment": [-31 * DAY, 1, true],
  "has lasted for years": [-3000 * DAY, 3000 * DAY, true],
  "lasted for years, and is over": [-3000 * DAY, 0, false],
  "will last for years": [10 * HOUR, 3000 * DAY, false],
};

for (const [what, [startsAt, endsAt, touches]] of Object.entries(SPANS)) {
  Deno.test(`what ${what} ${touches ? "touches" : "does not touch"} a window`, async () => {
    assertEquals(await touching({ it: [startsAt, endsAt] }), touches ? ["it"] : []);
  });
}

Deno.test("a window shows its owner's appointments only, long or short", async () => {
  const { db, ada, bo } = await emptyBook();
  await using _ = db;
  await fill(db, bo, [{ startsAt: 0 }, { startsAt: -60 * DAY, endsAt: 60 * DAY }]);
  assertEquals(await inWindow({ db }, ada, { from: 0, until: DAY, limit: 10 }), []);
  assertEquals((await inWindow({ db }, bo, { from: 0, until: DAY, limit: 10 })).length, 2);
});

const days = (min: number, max: number) => fc.integer({ min, max });

Deno.test("a window holds what a look at each one finds, in order, whole or page by page", async () => {
  const spans = fc.array(fc.tuple(days(-80, 20), days(1, 70)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(spans, days(-3, 3), days(1, 9), async (spans, from, length) => {
      const { db, ada } = await emptyBook();
      await using _ = db;
      await fill(
        db,
        ada,
        spans.map(([start, days]) => ({ startsAt: start * DAY, endsAt: (start + days) * DAY })),
      );
      const window = { from: from * DAY, until: (from + length) * DAY };
      const all = await db.selectFrom("appointments").selectAll()
        .orderBy("starts_at").orderBy("id").execute();
      const expected = all
        .filter((row) => row.starts_at < window.until && row.ends_at > window.from)
        .map(({ id }) => id);
      const whole = await inWindow({ db }, ada, { ...window, limit: 1000 });
      assertEquals(whole.map(({ id }) => id), expected);
      const paged: string[] = [];
      let after: Place | undefined;
      do {
        const page = await inWindow({ db }, ada, { ...window, after, limit: 4 });
        paged.push(...page.map(({ id }) => id));
        after = page.at(-1);
      } while (after);
      assertEquals(paged, expected);
    }),
    { numRuns: 60 },
  );
});
