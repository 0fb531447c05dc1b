import * as std from "@std/assert";
import { assert, AssertionError, assertThrows, equal } from "@std/assert";

/** Throws with the message that the failed assertion gave, or fails when it passed. */
function messageOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  throw new Error("the assertion passed, but should have failed");
}

const cycle = (name: string) => {
  const node: Record<string, unknown> = { name };
  return Object.assign(node, { self: node });
};
const row = (values: object) => Object.assign(Object.create(null), values);
class Point {
  constructor(readonly x: number) {}
}

const equalPairs: [unknown, unknown][] = [
  [1, 1],
  [NaN, NaN],
  [0, -0],
  ["", ""],
  [{ a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }],
  [row({ a: 1 }), { a: 1 }],
  [new Map([[{ k: 1 }, row({ v: 2 })]]), new Map([[{ k: 1 }, { v: 2 }]])],
  [new Set([[1], [2]]), new Set([[2], [1]])],
  [new Date(5), new Date(5)],
  [/a/gi, /a/gi],
  [new URL("http://a/b"), new URL("http://a/b")],
  [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  [new Point(1), new Point(1)],
  [new Error("no"), new Error("no")],
  [cycle("a"), cycle("a")],
];

const unequalPairs: [unknown, unknown][] = [
  [1, "1"],
  [null, undefined],
  [null, {}],
  [{ a: undefined }, {}],
  [{ a: undefined }, { b: undefined }],
  [[1, 2], [2, 1]],
  [[1], [1, undefined]],
  [[], {}],
  [new Set([1]), new Set([1, 2])],
  [new Set([[1], [1]]), new Set([[1], [2]])],
  [new Map([["a", 1]]), new Map([["a", 2]])],
  [new Date(5), new Date(6)],
  [/a/g, /a/i],
  [new URL("http://a/b"), new URL("http://a/c")],
  [new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  [new Point(1), { x: 1 }],
  [new Error("no"), new Error("yes")],
  [cycle("a"), cycle("b")],
  [{ [Symbol.iterator]: 1 }, {}],
];

Deno.test("equal looks at content all the way down", () => {
  for (const [a, b] of equalPairs) assert(equal(a, b), Deno.inspect([a, b]));
  for (const [a, b] of unequalPairs) assert(!equal(a, b), Deno.inspect([a, b]));
});

Deno.test("equal compares whatever the order of the two sides", () => {
  for (const [a, b] of equalPairs) assert(equal(b, a), Deno.inspect([b, a]));
  for (const [a, b] of unequalPairs) assert(!equal(b, a), Deno.inspect([b, a]));
});

const same = {};
/** Each assertion with a call that must pass and one that must fail. */
const cases: Record<string, [passes: () => void, fails: () => void]> = {
  assert: [() => std.assert(1), () => std.assert(0)],
  assertFalse: [() => std.assertFalse(""), () => std.assertFalse("x")],
  assertExists: [() => std.assertExists(0), () => std.assertExists(null)],
  assertEquals: [() => std.assertEquals([1], [1]), () => std.assertEquals([1], [2])],
  assertNotEquals: [() => std.assertNotEquals([1], [2]), () => std.assertNotEquals([1], [1])],
  assertStrictEquals: [
    () => std.assertStrictEquals(same, same),
    () => std.assertStrictEquals({}, same),
  ],
  assertNotStrictEquals: [
    () => std.assertNotStrictEquals({}, same),
    () => std.assertNotStrictEquals(same, same),
  ],
  assertInstanceOf: [
    () => std.assertInstanceOf(new Date(), Date),
    () => std.assertInstanceOf({}, Date),
  ],
  assertIsError: [
    () => std.assertIsError(new TypeError("bad type"), TypeError, /^bad/),
    () => std.assertIsError(new TypeError("bad type"), TypeError, /^type/),
  ],
  assertMatch: [() => std.assertMatch("abc", /b/), () => std.assertMatch("abc", /^b/)],
  assertNotMatch: [() => std.assertNotMatch("abc", /^b/), () => std.assertNotMatch("abc", /b/)],
  assertStringIncludes: [
    () => std.assertStringIncludes("abc", "bc"),
    () => std.assertStringIncludes("abc", "cb"),
  ],
  assertObjectMatch: [
    () => std.assertObjectMatch({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }),
    () => std.assertObjectMatch({ a: { b: 1, c: 2 } }, { a: { b: 2 } }),
  ],
  assertThrows: [() => std.assertThrows(() => JSON.parse("{")), () => std.assertThrows(() => 1)],
};

for (const [name, [passes, fails]] of Object.entries(cases)) {
  Deno.test(`${name} tells a good value from a bad one`, () => {
    passes();
    messageOf(fails);
  });
}

Deno.test("a failure shows the caller's words and both values", () => {
  const message = messageOf(() => std.assertEquals({ a: "here" }, { a: "there" }, "at noon"));
  for (const part of ["not equal: at noon", "actual:", "here", "there"]) {
    std.assertStringIncludes(message, part);
  }
});

Deno.test("fail always fails, with the reason", () => {
  std.assertStringIncludes(messageOf(() => std.fail("the reason")), "the reason");
});

Deno.test("assertMatch is not fooled by where a global pattern stopped last", () => {
  const pattern = /a/g;
  pattern.test("a");
  std.assertMatch("a", pattern);
});

Deno.test("assertThrows checks class and message, and hands out the error", () => {
  const error = new RangeError("too far");
  const thrower = () => {
    throw error;
  };
  std.assertStrictEquals(assertThrows(thrower, RangeError, "far"), error);
  std.assertStrictEquals(assertThrows(thrower), error);
  messageOf(() => assertThrows(thrower, TypeError));
  messageOf(() => assertThrows(thrower, RangeError, "near"));
  messageOf(() =>
    assertThrows(() => {
      throw "a string";
    }, Error)
  );
});

Deno.test("assertRejects checks class and message, and hands out the error", async () => {
  const error = new RangeError("too far");
  std.assertStrictEquals(await std.assertRejects(() => Promise.reject(error), RangeError), error);
  await std.assertRejects(
    () => std.assertRejects(() => Promise.reject(error), TypeError),
    AssertionError,
  );
  await std.assertRejects(() => std.assertRejects(() => Promise.resolve()), AssertionError);
});

Deno.test("assertRejects refuses a function that throws before it has a promise", async () => {
  await std.assertRejects(
    () =>
      std.assertRejects(() => {
        throw new Error("at once");
      }),
    AssertionError,
  );
});
