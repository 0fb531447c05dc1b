import { AssertionError, check } from "./assertion_error.ts";

/** Fails unless the expression is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  check(Boolean(expr), "Expected a truthy value.", { actual: expr }, msg);
}

/** Fails unless the expression is falsy. */
export function assertFalse(expr: unknown, msg = ""): asserts expr is false {
  check(!expr, "Expected a falsy value.", { actual: expr }, msg);
}

/** Fails if the value is null or undefined. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  check(actual !== undefined && actual !== null, "Expected a value.", { actual }, msg);
}

/** Fails always. */
export function fail(msg?: string): never {
  throw new AssertionError(msg ? `Failed: ${msg}` : "Failed.");
}
