import { check } from "./assertion_error.ts";

/**
 * Fails unless two numbers differ by no more than the tolerance.
 *
 * @param tolerance in the numbers' own unit; by default a ten-millionth of `expected`
 */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance: number = Math.abs(expected * 1e-7),
  msg?: string,
): void {
  // Infinity is close to itself only: an infinite difference is within no finite tolerance.
  const close = actual === expected || Math.abs(actual - expected) <= Math.min(tolerance, 1e308);
  check(close, "Numbers differ too much.", { actual, expected, tolerance }, msg);
}

/** Fails unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  check(actual > expected, "Expected more.", { actual, above: expected }, msg);
}

/** Fails unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  check(actual >= expected, "Expected as much or more.", { actual, "at least": expected }, msg);
}

/** Fails unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  check(actual < expected, "Expected less.", { actual, below: expected }, msg);
}

/** Fails unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  check(actual <= expected, "Expected as much or less.", { actual, "at most": expected }, msg);
}
