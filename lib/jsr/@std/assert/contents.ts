import { check } from "./assertion_error.ts";
import { equal } from "./equal.ts";

// deno-lint-ignore no-explicit-any -- unknown would refuse interfaces, which have no index type
type AnyRecord = Record<PropertyKey, any>;

/** Fails unless the text matches the pattern. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  // search() starts at the beginning every time; test() would not, with a global pattern.
  check(actual.search(expected) >= 0, "The text does not match.", { actual, expected }, msg);
}

/** Fails if the text matches the pattern. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  check(actual.search(expected) < 0, "The text matches.", { actual, unexpected: expected }, msg);
}

/** Fails unless the text contains the other one. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  check(actual.includes(expected), "The text lacks a part.", { actual, expected }, msg);
}

/** Fails unless the object holds at least the expected properties, at every depth. */
export function assertObjectMatch(
  actual: AnyRecord,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  check(includes(actual, expected), "The object lacks properties.", { actual, expected }, msg);
}

function includes(actual: unknown, expected: unknown): boolean {
  if (!isContainer(expected) || !isContainer(actual)) return equal(actual, expected);
  return Array.isArray(actual) === Array.isArray(expected) &&
    Reflect.ownKeys(expected).every((key) => key in actual && includes(actual[key], expected[key]));
}

function isContainer(value: unknown): value is AnyRecord {
  return Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
}
