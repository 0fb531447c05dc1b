import type { Session, SessionSettings } from "@/lib/session/mod.ts";
import { MAX_COOKIE_BYTES } from "@/lib/web/cookie_rules.ts";
import { field, line } from "@/lib/web/form.ts";
import {
  clearLabValues,
  LAB_LIMIT,
  type LabData,
  popLabValue,
  ROOM_FOR_APP,
  setLabValue,
} from "./session_store.ts";
import { isLabType, labelOf, type LabValue, parseValue } from "./values.ts";
import { count, grouped, inWords } from "./words.ts";

/** The fields as they are typed. */
export interface SessionFields {
  readonly key: string;
  readonly value: string;
  readonly type: string;
}

export type SessionErrors = Partial<Record<keyof SessionFields | "", string>>;

/** What was done, in a sentence; or what is wrong with which field. */
export type Done =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly errors: SessionErrors };

const MAX_KEY = 64;
/**
 * In characters: a message travels in the same cookie, so it says of long texts only how they begin. What is taken out
 * leaves room for its own message.
 */
const QUOTED = { key: 20, set: 30, popped: 100 };

export const NO_FIELDS: SessionFields = { key: "", value: "", type: "text" };

export function sessionFieldsOf(form: FormData): SessionFields {
  return {
    key: line(form, "key"),
    value: field(form, "value"),
    type: line(form, "type") || NO_FIELDS.type,
  };
}

/** Does what the form's button says: `set`, `pop` or `clear`. */
export function actOnSession(
  action: string,
  fields: SessionFields,
  session: Session<LabData>,
  settings: SessionSettings,
): Done {
  if (action === "set") return set(fields, session, settings);
  if (action === "pop") return pop(fields.key, session);
  if (action === "clear") return clear(session);
  return refused({ "": "Please press one of the buttons: Set, Pop or Clear." });
}

function set(
  { key, type, value: text }: SessionFields,
  session: Session<LabData>,
  settings: SessionSettings,
): Done {
  const errors: SessionErrors = {};
  const fault = keyFault(key);
  if (fault) errors.key = fault;
  if (!isLabType(type)) return refused({ ...errors, type: "Please choose one of these types." });
  const parsed = parseValue(type, text);
  if (!parsed.ok) return refused({ ...errors, value: parsed.error });
  if (fault) return refused(errors);
  const bytes = setLabValue(session, settings, key, parsed.value);
  if (bytes !== null) return refused({ value: tooLarge(bytes) });
  return done(`Set: ${quote(key, QUOTED.key)} is now ${inShort(parsed.value, QUOTED.set)}.`);
}

function pop(key: string, session: Session<LabData>): Done {
  const fault = keyFault(key);
  if (fault) return refused({ key: fault });
  const value = popLabValue(session, key);
  if (value === undefined) return refused({ key: "Nothing is kept under this key." });
  return done(`Taken out: ${quote(key, QUOTED.key)} was ${inShort(value, QUOTED.popped)}.`);
}

function clear(session: Session<LabData>): Done {
  const gone = clearLabValues(session);
  if (gone === 0) return done("There was nothing to clear.");
  return done(`Cleared: ${count(gone, "value is", "values are")} gone.`);
}

function keyFault(key: string): string | null {
  if (key === "") return "Please enter a key.";
  const excess = [...key].length - MAX_KEY;
  if (excess <= 0) return null;
  return `Please shorten the key by ${count(excess, "character", "characters")}; ${MAX_KEY} fit.`;
}

function tooLarge(bytes: number): string {
  return `With this the cookie would take ${grouped(bytes)} bytes. ${
    grouped(LAB_LIMIT)
  } fit here: ` +
    `browsers keep ${grouped(MAX_COOKIE_BYTES)}, and ${
      grouped(ROOM_FOR_APP)
    } are left to the app. Nothing was changed.`;
}

/** The value with its type, as in: “blue” (text). */
function inShort(value: LabValue, length: number): string {
  return `${quote(inWords(value), length)} (${labelOf(value).toLowerCase()})`;
}

function quote(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? `“${text}”` : `“${characters.slice(0, length).join("")}…”`;
}

function done(message: string): Done {
  return { ok: true, message };
}

function refused(errors: SessionErrors): Done {
  return { ok: false, errors };
}
