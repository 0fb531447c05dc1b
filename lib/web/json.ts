import { HttpError } from "fresh";
import { readBody } from "./body.ts";
import { mediaType } from "./media_type.ts";

/** The CSRF check and the route may both need the body, and it can be read only once. */
const bodies = new WeakMap<Request, Promise<unknown>>();

/**
 * The JSON value that a request carries, read once and within limits.
 *
 * @throws {HttpError} 415 when it is no JSON, 400 when it is broken; and see `readBody`
 */
export function readJson(request: Request): Promise<unknown> {
  const known = bodies.get(request);
  if (known) return known;
  const body = parseJson(request);
  bodies.set(request, body);
  return body;
}

/** Whether a request says that its body is JSON (RFC 8259 §11, RFC 6839 §3.1). */
export function isJsonRequest(request: Request): boolean {
  return /^application\/([\w.-]+\+)?json$/.test(mediaType(request));
}

async function parseJson(request: Request): Promise<unknown> {
  if (!isJsonRequest(request)) throw new HttpError(415, "JSON was expected here.");
  try {
    // `fatal`: JSON is UTF-8 (RFC 8259 §8.1), and what is not must not be guessed at.
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await readBody(request)));
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, "The JSON could not be read.", { cause: error });
  }
}
