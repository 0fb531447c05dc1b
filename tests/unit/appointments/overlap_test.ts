import { assert, assertEquals } from "@std/assert";
import { sql } from "kysely";
import { addAppointment, findWithOverlap, overlapping } from "@/lib/appointments/mod.ts";
import { testApp } from "../../support/app.ts";
import { fc } from "../../support/fast_check.ts";
import { statementsOf } from "../../support/statements.ts";

const DAY = 86_400_000;
const BLANK = { title: "", isAllDay: false, timeZone: "UTC", location: "", description: "" };

const anySpan = fc.record({
  startsAt: fc.integer({ min: 0, max: 400 }),
  days: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 29, max: 90 })),
}).map(({ startsAt, days }) => ({ startsAt: startsAt * DAY, endsAt: (startsAt + days) * DAY }));

Deno.test("what overlaps is what a look at each appointment finds, in the order of time", async () => {
  await using app = await testApp();
  const { id: ada } = await app.person("Ada");
  const spans = fc.sample(anySpan, { numRuns: 150, seed: 5 });
  const book = await Promise.all(
    spans.map((span) => addAppointment(app, ada, { ...BLANK, ...span })),
  );
  for (const span of [...fc.sample(anySpan, { numRuns: 60, seed: 6 }), ...spans.slice(0, 40)]) {
    const own = book.find(({ startsAt }) => startsAt === span.startsAt);
    const expected = book
      .filter(({ id, startsAt, endsAt }) =>
        startsAt < span.endsAt && endsAt > span.startsAt && id !== own?.id
      )
      .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
    const found = await overlapping(app, ada, span, own?.id ?? "", 3);
    const whole = own && await findWithOverlap(app, ada, own.id, 3);
    if (own && own.endsAt === span.endsAt) {
      assertEquals(whole, { appointment: own, overlap: found });
    }
    assertEquals(found.count, expected.length);
    assertEquals(found.first.map(({ id }) => id), expected.slice(0, 3).map(({ id }) => id));
  }
});

Deno.test("it is found by indexes, without a walk through all that is past", async () => {
  await using app = await testApp();
  const { id: ada } = await app.person("Ada");
  for (let i = 0; i < 3; i++) {
    await addAppointment(app, ada, { ...BLANK, startsAt: DAY, endsAt: 2 * DAY });
  }
  const { id } = await addAppointment(app, ada, { ...BLANK, startsAt: DAY, endsAt: 2 * DAY });
  const queries = await statementsOf(async () => {
    await overlapping(app, ada, { startsAt: DAY, endsAt: 2 * DAY }, "", 1);
    await findWithOverlap(app, ada, id, 3);
  });
  assertEquals(queries.length, 3);
  for (const query of queries) {
    const { rows } = await sql<{ detail: string }>`EXPLAIN QUERY PLAN ${sql.raw(query)}`
      .execute(app.db);
    const plan = rows.map(({ detail }) => detail).join("\n");
    assert(
      /appointments_owner \(user_id=\? AND .*starts_at.*>.* AND starts_at<\?\)/.test(plan),
      plan,
    );
    assert(/appointments_long \(user_id=\? AND ends_at>\?\)/.test(plan), plan);
    assert(!/SCAN appointments/.test(plan), plan);
  }
});
