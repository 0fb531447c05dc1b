/** Assertions for tests, on Node's built-in comparison and printing. */
export { AssertionError } from "./assertion_error.ts";
export * from "./contents.ts";
export { equal } from "./equal.ts";
export * from "./equality.ts";
export * from "./kind.ts";
export * from "./throws.ts";
export * from "./truth.ts";
