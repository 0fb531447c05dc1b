import { check } from "./assertion_error.ts";
import { equal } from "./equal.ts";

/** Fails unless both values are equal all the way down (see {@linkcode equal}). */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  check(equal(actual, expected), "Values are not equal.", { actual, expected }, msg);
}

/** Fails if both values are equal all the way down. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  check(!equal(actual, expected), "Values are equal, but must not be.", { actual }, msg);
}

/** Fails unless both are the very same value (`Object.is`). */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  check(Object.is(actual, expected), "Values are not the same.", { actual, expected }, msg);
}

/** Fails if both are the very same value (`Object.is`). */
export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void {
  check(!Object.is(actual, expected), "Values are the same, but must not be.", { actual }, msg);
}
