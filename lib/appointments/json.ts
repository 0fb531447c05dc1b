import { cleanLine, cleanLines } from "@/lib/web/text.ts";
import { fromIso, isInBook, toIso, wholeDays } from "./instant.ts";
import { END_BEFORE_START, LATEST_END, lengthErrors, TOO_LATE } from "./limits.ts";
import type { Appointment, NewAppointment } from "./store.ts";

/** An appointment as programs see it: the names of the form, with instants in UTC. */
export interface AppointmentJson {
  readonly id: string;
  readonly title: string;
  /** `2026-11-23T08:30:00Z` */
  readonly starts_at: string;
  /** Exclusive. */
  readonly ends_at: string;
  readonly all_day: boolean;
  readonly location: string;
  readonly description: string;
}

export type ReadAppointment =
  | { readonly ok: true; readonly appointment: NewAppointment }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** What may be left out, and what is taken for it then. */
const DEFAULTS = { title: "", all_day: false, location: "", description: "" };
const NAMES = ["title", "starts_at", "ends_at", "all_day", "location", "description"];

const HOW_TO_TIME =
  "Please send an instant of the years 1900 to 9999 with its offset, such as 2026-05-04T09:30+02:00.";

export function toJson(appointment: Appointment): AppointmentJson {
  const { id, title, startsAt, endsAt, isAllDay, location, description } = appointment;
  const times = { starts_at: toIso(startsAt), ends_at: toIso(endsAt) };
  return { id, title, ...times, all_day: isAllDay, location, description };
}

/**
 * The appointment that a JSON value describes, or what is wrong with each field. Texts are cleaned and limited as in the
 * form. One that lasts all day takes the whole days of the owner's zone that its times touch, so what `toJson` gives
 * comes back as it was.
 *
 * @param id that of the appointment to replace, which the value may repeat
 */
export function readAppointment(value: unknown, timeZone: string, id?: string): ReadAppointment {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, errors: { "": "Please send a JSON object." } };
  }
  const fields: Record<string, unknown> = { ...DEFAULTS, ...value };
  if (id !== undefined && fields.id === id) delete fields.id;
  const texts = {
    title: textOf(fields.title, cleanLine),
    location: textOf(fields.location, cleanLine),
    description: textOf(fields.description, cleanLines),
  };
  const span = spanOf(fields, timeZone);
  const errors = {
    ...Object.fromEntries(unknownNames(fields)),
    ...typeErrors(fields),
    ...lengthErrors(texts),
    ...span.errors,
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { startsAt, endsAt } = span;
  return {
    ok: true,
    appointment: { ...texts, startsAt, endsAt, isAllDay: fields.all_day === true, timeZone },
  };
}

/**
 * The appointment that is to take another one's place. Whole days of one that lasts all day already are those of its own
 * zone, so that sending it back changes nothing when the account has moved to another.
 */
export function readReplacement(
  value: unknown,
  timeZone: string,
  before: Appointment,
): ReadAppointment {
  const { all_day } = Object(value) as Record<string, unknown>;
  const staysAllDay = before.isAllDay && all_day === true;
  return readAppointment(value, staysAllDay ? before.timeZone : timeZone, before.id);
}

function textOf(value: unknown, clean: (text: string) => string): string {
  return typeof value === "string" ? clean(value) : "";
}

function unknownNames(fields: object): [name: string, error: string][] {
  return Object.keys(fields).filter((name) => !NAMES.includes(name)).map((name) => [
    name,
    name === "id"
      ? "The id is given here, and stays. Leave it out."
      : `There is no such field, but ${NAMES.join(", ")}.`,
  ]);
}

function typeErrors(fields: Record<string, unknown>): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const name of ["title", "location", "description"]) {
    if (typeof fields[name] !== "string") errors[name] = "Please send a text.";
  }
  if (typeof fields.all_day !== "boolean") errors.all_day = "Please send true or false.";
  return errors;
}

function spanOf({ starts_at, ends_at, all_day }: Record<string, unknown>, timeZone: string) {
  const [startsAt, endsAt] = [instantOf(starts_at), instantOf(ends_at)];
  const errors: Record<string, string> = {};
  if (startsAt === null || !isInBook(startsAt, timeZone)) {
    errors.starts_at = `When does it start? ${HOW_TO_TIME}`;
  }
  if (endsAt === null || !isInBook(endsAt - 1, timeZone)) {
    errors.ends_at = `When does it end? ${HOW_TO_TIME}`;
  }
  if (startsAt === null || endsAt === null) return { startsAt: 0, endsAt: 0, errors };
  if (endsAt <= startsAt) errors.ends_at ??= END_BEFORE_START;
  const typed = { startsAt, endsAt };
  const span = all_day === true ? wholeDays(typed, timeZone) : typed;
  if (span.endsAt > LATEST_END) errors.ends_at ??= TOO_LATE;
  return { ...span, errors };
}

function instantOf(value: unknown): number | null {
  return typeof value === "string" ? fromIso(value) : null;
}
