import { isBytes, isJsonObject, isPieces } from "./reply.ts";

/** What a route may return, to end the messages of those that return something else. */
export const ALLOWED =
  "A route returns a string, bytes, a Blob, a stream or generator, an object or array for JSON, " +
  "a Response, or a tuple such as [body, status, headers].";

/** The same, for a list that was taken for a tuple. */
export const TUPLES = "[body, status], [body, headers] or [body, status, headers]";

const LONGEST_QUOTE = 40;

/** An error that tells a programmer what a route did, its cause included where there is one. */
export function misfit(route: string, words: string, cause?: unknown): TypeError {
  return new TypeError(`${route} ${words}`, cause === undefined ? undefined : { cause });
}

/** The kind of a value, and the value itself where that is short. */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (typeof value === "string") return "a string";
  if (typeof value !== "object") return `the ${typeof value} ${value}`;
  if (isBytes(value)) return "bytes";
  if (Array.isArray(value)) return "an array";
  if (isPieces(value)) return "a stream or generator";
  const name = value.constructor?.name;
  return isJsonObject(value) && name === "Object" || !name ? "an object" : `an instance of ${name}`;
}

/** Like {@linkcode describe}, but with the text itself. */
export function quote(value: unknown): string {
  if (typeof value !== "string") return describe(value);
  const isLong = value.length > LONGEST_QUOTE;
  return JSON.stringify(isLong ? `${value.slice(0, LONGEST_QUOTE)}…` : value);
}

/** The first line of what an error says. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0]!;
}
