/** The most that is written of one value, in UTF-16 units; a client may send thousands. */
export const MAX_VALUE = 300;
/** The most that is written of an error, with its stack and causes. */
export const MAX_ERROR = 4_000;

/** The beginning of a text that is too long, marked as such. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max)}…`;
}

/**
 * What cannot be seen, or what moves the writing around it: control and format characters (ANSI escapes, bidirectional
 * controls, zero widths), half surrogates, what Unicode has not assigned, and every separator but the plain space, U+2028
 * among them, at which some programs begin a new line.
 */
const UNSEEN = /[[\p{C}\p{Z}]--[ ]]/gv;

/** A JSON text that is the same to a program, and to a person and a terminal is nothing but what it seems to be. */
export function visible(json: string): string {
  return /[^\x20-\x7e]/.test(json) ? json.replace(UNSEEN, inJson) : json;
}

/** As JSON has it (RFC 8259 §7): four hexadecimal digits for each UTF-16 unit. */
function inJson(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
