import { assert, assertEquals } from "@std/assert";
import { fromIso, toIso } from "@/lib/appointments/instant.ts";
import { readAppointment, toJson } from "@/lib/appointments/json.ts";
import { fc } from "../../support/fast_check.ts";

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"];
const second = fc.integer({ min: Date.UTC(1901, 0) / 1000, max: Date.UTC(9998, 0) / 1000 });

const anyAppointment = fc.record({
  starts_at: second.map((seconds) => toIso(seconds * 1000)),
  length: fc.integer({ min: 1, max: 10_000_000 }),
  title: fc.string({ maxLength: 50, unit: "binary" }),
  location: fc.string({ maxLength: 50, unit: "binary" }),
  description: fc.string({ maxLength: 50, unit: "binary" }),
  all_day: fc.boolean(),
}).map(({ length, ...fields }) => ({
  ...fields,
  ends_at: toIso(fromIso(fields.starts_at)! + length * 1000),
}));

Deno.test("what is printed is read as what it was, in any zone", () => {
  fc.assert(fc.property(anyAppointment, fc.constantFrom(...ZONES), (sent, timeZone) => {
    const first = readAppointment(sent, timeZone);
    assert(first.ok);
    const json = toJson({ id: "a", ...first.appointment });
    const again = readAppointment(JSON.parse(JSON.stringify(json)), timeZone, "a");
    assert(again.ok);
    assertEquals(again.appointment, first.appointment);
    if (sent.all_day) return;
    assertEquals([json.starts_at, json.ends_at], [sent.starts_at, sent.ends_at]);
  }));
});

Deno.test("whatever a program sends, it is read or refused by names", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({
      title: fc.jsonValue(),
      starts_at: fc.oneof(fc.jsonValue(), second.map(String)),
      ends_at: fc.oneof(fc.jsonValue(), fc.string()),
      all_day: fc.jsonValue(),
    }),
  );
  fc.assert(fc.property(value, fc.constantFrom(...ZONES), (value, timeZone) => {
    const read = readAppointment(value, timeZone);
    assert(read.ok || Object.keys(read.errors).length > 0);
  }));
});

const NO_INSTANTS = [
  "",
  "2026-11-23",
  "2026-11-23T09:30",
  "2026-11-23T25:00Z",
  "2026-02-29T09:30Z",
  "2026-11-23T09:30[Europe/Berlin]",
  "2026-11-23T09:30+01:00[Europe/Berlin]",
  "2026-11-23T09:30 Z",
  "now",
  "1795426200000",
  "-271821-04-20T00:00Z",
  "+275760-09-13T00:00Z",
  `2026-11-23T09:30:00.${"0".repeat(60_000)}Z`,
];

for (const text of NO_INSTANTS) {
  Deno.test(`"${text.slice(0, 40)}" is no instant of the book`, () => {
    assertEquals(fromIso(text), null);
  });
}
