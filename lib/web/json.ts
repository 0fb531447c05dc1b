import { HttpError } from "fresh";
import { readBody } from "./body.ts";
import { mediaType } from "./media_type.ts";
import { readOnce } from "./read_once.ts";

/**
 * The JSON value that a request carries, read once and within limits.
 *
 * @throws {HttpError} 415 when it is no JSON, 400 when it is broken; and see `readBody`
 */
export const readJson: (request: Request) => Promise<unknown> = readOnce(parseJson);

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
