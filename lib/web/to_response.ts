import { contentOf } from "./reply_body.ts";
import { isTuple, type Parts, readTuple } from "./reply_tuple.ts";
import { firstLine, misfit } from "./reply_words.ts";

/** Statuses of responses that cannot have a body (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const NULL_BODY = new Set([204, 205, 304]);

/** A response that can still be changed. */
interface Draft {
  content: BodyInit | null;
  status: number;
  statusText: string;
  readonly headers: Headers;
}

/**
 * Makes the response that a route means by what it returns, by the rules of Flask:
 *
 * - a `Response` stays as it is;
 * - strings, bytes and Blobs are HTML, or whatever type the Blob has;
 * - streams and iterators, such as generators, are HTML too, and sent piece by piece;
 * - plain objects and arrays, and objects with `toJSON`, are sent as JSON;
 * - `[body, status]`, `[body, headers]` and `[body, status, headers]` change status and headers of what the body
 *   alone would be. A header replaces the one of its name; only cookies are added.
 *
 * An array that begins with a string, bytes, a Blob, a stream or a Response is such a tuple, never JSON. One that begins
 * with an object or an array is a tuple when a status or a `Headers` follows. All others are JSON.
 *
 * @param route the method and pattern of the route, to begin error messages with, such as "GET /notes/:id"
 * @throws {TypeError} when the value means no response: nothing, a boolean, a tuple that is none, …
 */
export function toResponse(value: unknown, route: string): Response {
  if (value instanceof Response) return value;
  const parts = Array.isArray(value) && isTuple(value) ? readTuple(value, route) : { body: value };
  const draft = draftOf(parts.body, route);
  change(draft, parts);
  try {
    return new Response(draft.content, draft);
  } catch (error) {
    throw misfit(route, `returned what no response can be made of: ${firstLine(error)}.`, error);
  }
}

function draftOf(body: unknown, route: string): Draft {
  if (body instanceof Response) {
    const { status, statusText } = body;
    return { content: body.body, status, statusText, headers: new Headers(body.headers) };
  }
  const { content, type } = contentOf(body, route);
  return { content, status: 200, statusText: "", headers: new Headers({ "content-type": type }) };
}

function change(draft: Draft, { status, headers }: Parts): void {
  Object.assign(draft, status);
  if (headers) replaceHeaders(draft.headers, headers);
  if (NULL_BODY.has(draft.status)) empty(draft);
}

function replaceHeaders(headers: Headers, given: Headers): void {
  for (const name of new Set(given.keys())) {
    if (name !== "set-cookie") headers.delete(name); // each cookie stands for itself
  }
  for (const [name, value] of given) headers.append(name, value);
}

function empty(draft: Draft): void {
  // Whoever fills the stream, such as a file, can stop. What goes wrong there is of no interest any more.
  if (draft.content instanceof ReadableStream) draft.content.cancel().catch(() => {});
  draft.content = null;
  draft.headers.delete("content-type");
  draft.headers.delete("content-length");
}
