import { isBytes, isPieces, isPlainObject } from "./reply.ts";
import { describe, firstLine, misfit, quote, TUPLES } from "./reply_words.ts";

/** What a tuple says, its status and headers checked; what it leaves out is undefined. */
export interface Parts {
  readonly body: unknown;
  readonly status?: Status;
  readonly headers?: Headers;
}

interface Status {
  readonly status: number;
  readonly statusText: string;
}

const STATUS_TEXT = /^([1-5]\d\d) (.+)$/s;
const STATUS_RULE = 'A status is a whole number from 200 to 599, or text such as "404 Not Found".';

/**
 * Whether an array is a tuple, and not a list for JSON. What it begins with decides: text and the like make a tuple
 * always, so that no list changes its meaning with its length; an object does only when a status or a `Headers`
 * follows.
 */
export function isTuple([first, second, third]: readonly unknown[]): boolean {
  if (typeof first === "string" || isBytes(first) || isPieces(first)) return true;
  if (first instanceof Blob || first instanceof Response) return true;
  // A body that is missing before a status is a mistake, which must not pass for JSON.
  if (!isObject(first) && !isNothing(first)) return false;
  const hasHeaders = second instanceof Headers || isNothing(second) && third instanceof Headers;
  return hasHeaders || looksLikeStatus(second);
}

/** @throws {TypeError} when the tuple has too many parts or too few, or one that does not fit */
export function readTuple(tuple: readonly unknown[], route: string): Parts {
  const refuse: Refuse = (words, cause) => misfit(route, refusal(tuple, words), cause);
  const [body, second, third] = tuple;
  switch (tuple.length) {
    case 3:
      return {
        body,
        status: isNothing(second) ? undefined : readStatus(second, refuse),
        headers: isNothing(third) ? undefined : readHeaders(third, refuse),
      };
    case 2:
      if (isObject(second)) return { body, headers: readHeaders(second, refuse) };
      return { body, status: readStatus(second, refuse) };
    default:
      throw refuse(`This one has ${tuple.length === 1 ? "1 part" : `${tuple.length} parts`}.`);
  }
}

type Refuse = (words: string, cause?: unknown) => TypeError;

function refusal([first]: readonly unknown[], words: string): string {
  return `returned an array that begins with ${describe(first)} and was taken for a tuple: ` +
    `${TUPLES}. ${words} To send a list as JSON, return Response.json(list).`;
}

function readStatus(value: unknown, refuse: Refuse): Status {
  const [, digits, words] = typeof value === "string" && STATUS_TEXT.exec(value) || [];
  const status = digits ? Number(digits) : value;
  if (typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599) {
    return { status, statusText: words ?? "" };
  }
  throw refuse(`Its second part is ${quote(value)}. ${STATUS_RULE}`);
}

function readHeaders(value: unknown, refuse: Refuse): Headers {
  if (value instanceof Headers) return value;
  const isList = isObject(value) && Symbol.iterator in value;
  if (!isList && !isPlainObject(value)) {
    throw refuse(`It has ${quote(value)} in the place of headers.`);
  }
  try {
    return headersOf(isList ? value as Iterable<[string, string]> : Object.entries(value));
  } catch (error) {
    throw refuse(`Its headers cannot be sent: ${firstLine(error)}.`, error);
  }
}

/** Values are text or numbers: `Headers` itself would send one that is missing as the word "undefined". */
function headersOf(entries: Iterable<[string, unknown]>): Headers {
  const list = [...entries];
  const headers = new Headers(list as [string, string][]);
  const wrong = list.find(([, text]) => typeof text !== "string" && typeof text !== "number");
  if (wrong) throw new TypeError(`${quote(wrong[0])} is ${describe(wrong[1])}`);
  return headers;
}

function looksLikeStatus(value: unknown): boolean {
  if (typeof value === "string") return STATUS_TEXT.test(value);
  return Number.isInteger(value) && value as number >= 100 && value as number <= 599;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
