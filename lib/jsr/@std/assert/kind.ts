import { type AnyConstructor, check } from "./assertion_error.ts";

/** Fails unless `actual` was made by the class or one derived from it. */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  msg = "",
): asserts actual is InstanceType<T> {
  const sentence = `Expected an instance of ${expectedType.name}.`;
  check(actual instanceof expectedType, sentence, { actual }, msg);
}

/**
 * Fails unless `error` is an Error, of the given class, with the given words in its message.
 *
 * @param msgMatches text that the message must contain, or a pattern that it must match
 */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass: AnyConstructor<E> = Error as unknown as AnyConstructor<E>,
  msgMatches: string | RegExp = "",
  msg?: string,
): asserts error is E {
  check(error instanceof ErrorClass, `Expected an error of ${ErrorClass.name}.`, { error }, msg);
  const { message } = error as E;
  const matches = typeof msgMatches === "string"
    ? message.includes(msgMatches)
    : message.search(msgMatches) >= 0;
  check(matches, "The error says something else.", { message, expected: msgMatches }, msg);
}
