import { HttpError } from "fresh";
import { type BodyLimits, readBody } from "./body.ts";
import { mediaType } from "./media_type.ts";
import { readOnce } from "./read_once.ts";
import { cleanLine, cleanText } from "./text.ts";

const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/**
 * The form that a request carries, read once and within limits: those of forms that people type, unless whoever reads it
 * first gives others.
 *
 * @throws {HttpError} 415 when it is no form, 400 when it is broken; and see `readBody`
 */
export const readForm: (request: Request, limits?: BodyLimits) => Promise<FormData> = readOnce(
  parseForm,
);

/** Whether a request says that its body is a form. */
export function isFormRequest(request: Request): boolean {
  return [URLENCODED, MULTIPART].includes(mediaType(request));
}

/** Whether it says that it comes in parts, as forms with files and long texts do. */
export function isMultipart(request: Request): boolean {
  return mediaType(request) === MULTIPART;
}

/** What was typed into one field, or "" when the form has no such text field; see `cleanText`. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? cleanText(value) : "";
}

/** The file that was chosen, or null: browsers send an empty one without a name where none was. */
export function file(form: FormData, name: string): File | null {
  const value = form.get(name);
  const isChosen = value instanceof File && (value.name !== "" || value.size > 0);
  return isChosen ? value : null;
}

/** The same for a field of one line; see `cleanLine`. */
export function line(form: FormData, name: string): string {
  return cleanLine(field(form, name));
}

async function parseForm(request: Request, limits?: BodyLimits): Promise<FormData> {
  if (!isFormRequest(request)) throw new HttpError(415, "A form was expected here.");
  const body = await readBody(request, limits);
  if (mediaType(request) === URLENCODED) return fromPairs(new TextDecoder().decode(body));
  try {
    const headers = { "content-type": request.headers.get("content-type")! };
    return await new Response(body, { headers }).formData();
  } catch (error) {
    throw new HttpError(400, "The form could not be read.", { cause: error });
  }
}

function fromPairs(text: string): FormData {
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return form;
}
