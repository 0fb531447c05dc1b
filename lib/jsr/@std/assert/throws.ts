import { type AnyConstructor, AssertionError, check } from "./assertion_error.ts";
import { assertIsError } from "./kind.ts";

type OfClass<E> = [ErrorClass: AnyConstructor<E>, msgIncludes?: string, msg?: string];
type Wanted = [msg?: string] | OfClass<Error>;

/** Fails unless the function throws. Returns what was thrown. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless the function throws an error of this class, whose message holds `msgIncludes`. */
export function assertThrows<E extends Error = Error>(fn: () => unknown, ...of: OfClass<E>): E;
export function assertThrows(fn: () => unknown, ...wanted: Wanted): unknown {
  try {
    fn();
  } catch (error) {
    return inspectError(error, wanted);
  }
  check(false, "Expected the function to throw.", {}, noteOf(wanted));
}

/** Fails unless the function's promise rejects. Resolves to what it rejected with. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Fails unless it rejects with an error of this class, whose message holds `msgIncludes`. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ...of: OfClass<E>
): Promise<E>;
export async function assertRejects(fn: () => PromiseLike<unknown>, ...wanted: Wanted) {
  let promise;
  try {
    promise = fn();
  } catch (cause) {
    // Its callers await a promise and would never meet this error where they expect it.
    throw new AssertionError("Expected a rejection, but the function itself threw.", { cause });
  }
  try {
    await promise;
  } catch (error) {
    return inspectError(error, wanted);
  }
  check(false, "Expected the promise to reject.", {}, noteOf(wanted));
}

function inspectError(error: unknown, [ErrorClass, msgIncludes, msg]: Wanted): unknown {
  if (typeof ErrorClass === "function") assertIsError(error, ErrorClass, msgIncludes, msg);
  return error;
}

function noteOf([first, , third]: Wanted): string | undefined {
  return typeof first === "function" ? third : first;
}
