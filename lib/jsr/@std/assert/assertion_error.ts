import { inspect } from "node:util";

/** A class, abstract ones included. */
// deno-lint-ignore no-explicit-any -- any parameter list will do, as in InstanceType<T>
export type AnyConstructor<T = any> = abstract new (...args: any[]) => T;

/** What every failed assertion throws, and nothing else does. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/**
 * Throws unless the condition holds: the sentence, the caller's own words, and below them the
 * values concerned, each after its name.
 */
export function check(holds: boolean, sentence: string, values: object, note?: string): void {
  if (holds) return;
  const lines = Object.entries(values).map(([name, value]) =>
    `  ${`${name}:`.padEnd(10)} ${show(value)}`
  );
  const summary = note ? `${sentence.replace(/\.$/, "")}: ${note}` : sentence;
  throw new AssertionError([summary, "", ...lines, ""].join("\n").trimEnd());
}

function show(value: unknown): string {
  const text = inspect(value, { depth: Infinity, maxArrayLength: 200, sorted: true });
  return text.replaceAll("\n", `\n${" ".repeat(13)}`);
}
