import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import { parse } from "devalue";
import { revive } from "../../../lib/jsr/@fresh/core/src/runtime/revive.ts";
import { serializeProps, SlotReference } from "../../../lib/jsr/@fresh/core/src/serialize.ts";

type Props = { value: unknown };

function serialize(...values: unknown[]): string {
  return serializeProps(values.map((value) => [0, { value }]), () => "Flash");
}

/** Sends values through the text to a page, each as the prop of an island of its own. */
function send(...values: unknown[]): unknown[] {
  const instances = revive(serialize(...values), (id) => `slot ${id}`) as [number, Props][];
  return instances.map(([, { value }]) => value);
}

const VALUES: Record<string, unknown> = {
  text: "a </script> <!-- \u2028 'b' \"c\"",
  number: 1.5,
  nan: NaN,
  infinities: [Infinity, -Infinity],
  boolean: false,
  nothing: [null, undefined],
  bigint: -12345678901234567890n,
  date: new Date(1_700_000_000_000),
  url: new URL("https://example.com/a?b#c"),
  query: new URLSearchParams("a=1&a=2"),
  regexp: /a<b/gi,
  map: new Map<unknown, unknown>([["k", { a: 1 }], [1, new Map()]]),
  set: new Set([1, "a", new Date(0)]),
  bytes: new Uint8Array([0, 127, 255]),
  numbers: new Float64Array([1.5, -2]),
  buffer: new Uint8Array([1, 2]).buffer,
  holes: [1, , 3],
  deep: { a: [{ b: { c: ["d"] } }] },
  constructor: { constructor: "own", toString: 1 },
  empty: [{}, [], "", 0],
};

for (const [name, value] of Object.entries(VALUES)) {
  Deno.test(`a prop arrives as it was: ${name}`, () => {
    assertEquals(send(value), [value]);
    assertEquals((parse(serialize(value)) as [number, Props][])[0]![1].value, value);
  });
}

Deno.test("minus zero stays minus zero", () => assert(Object.is(send(-0)[0], -0)));

Deno.test("a part of a buffer stays a part", () => {
  const part = new Uint8Array([9, 1, 2, 9]).subarray(1, 3);
  assertEquals([...send(part)[0] as Uint8Array], [1, 2]);
});

Deno.test("holes stay holes, even in a long array", () => {
  const long: number[] = [];
  long[100_000] = 1;
  for (const array of [[1, , 3], long]) {
    const sent = send(array)[0] as unknown[];
    assertEquals(sent.length, array.length);
    assertEquals(Object.keys(sent), Object.keys(array));
  }
});

Deno.test("a row without a prototype keeps having none", () => {
  const row = Object.assign(Object.create(null), { id: 1 });
  const sent = send(row)[0] as object;
  assertEquals(Object.getPrototypeOf(sent), null);
  assertEquals({ ...sent }, { id: 1 });
});

Deno.test("a boxed primitive arrives boxed", () => {
  assertEquals(typeof send(Object("text"))[0], "object");
});

Deno.test("an instance of a class arrives as a plain object, in a cycle too", () => {
  class Node {
    own = 1;
    next: unknown = this;
    get inherited() {
      return 2;
    }
  }
  const sent = send(new Node())[0] as Node;
  assertEquals(Object.getPrototypeOf(sent), Object.prototype);
  assertEquals(sent.own, 1);
  assertEquals(sent.next, sent);
});

Deno.test("cycles and shared references survive, across islands too", () => {
  const shared: Record<string, unknown> = { date: new Date(0) };
  shared.self = shared;
  const [first, second] = send(shared, { shared }) as [typeof shared, { shared: unknown }];
  assert(first.self === first);
  assert(second.shared === first);
  const set = new Set<unknown>();
  const map = new Map<unknown, unknown>([["set", set.add(set)]]);
  const [sent] = send(map.set("map", map)) as [typeof map];
  assert(sent!.get("map") === sent);
  assert((sent!.get("set") as typeof set).has(sent!.get("set")));
});

Deno.test("Temporal values arrive where the runtime has them", () => {
  const { Temporal } = globalThis as unknown as {
    Temporal?: Record<string, { from(text: string): unknown }>;
  };
  if (Temporal === undefined) return;
  assertEquals(String(send(Temporal.PlainDate!.from("2026-01-02"))[0]), "2026-01-02");
});

Deno.test("a slot is told by its number", () => {
  assertEquals(send(new SlotReference(0), new SlotReference(7)), ["slot 0", "slot 7"]);
});

Deno.test("the text holds nothing that could end a script", () => {
  assertFalse(serialize("</script><!--").includes("<"));
});

Deno.test("what cannot be sent is refused, naming the island and the prop", () => {
  for (const value of [() => {}, Symbol("s"), Promise.resolve()]) {
    assertThrows(() => serialize("fine", { on: [value] }), TypeError, '"value.on[0]"');
    assertThrows(() => serialize(value), TypeError, "island Flash");
  }
});
