import { field, line } from "@/lib/web/form.ts";
import { cleanLines } from "@/lib/web/text.ts";
import { END_BEFORE_START, lengthErrors } from "./limits.ts";
import type { NewAppointment } from "./store.ts";
import { fromLocal, midnight, nextHour, toLocal } from "./time.ts";

/** The fields as they are typed: local times in the owner's zone. */
export interface AppointmentFields {
  readonly title: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly all_day: boolean;
  readonly location: string;
  readonly description: string;
}

export type AppointmentErrors = Partial<Record<keyof AppointmentFields, string>>;

export type CheckedAppointment =
  | { readonly ok: true; readonly appointment: NewAppointment }
  | { readonly ok: false; readonly errors: AppointmentErrors };

const HOW_TO_DATE = "Please enter a date and time, such as 2026-05-04 09:30.";

/** An empty form: an hour, from the next full one. */
export function blankFields(now: number, timeZone: string): AppointmentFields {
  const start = nextHour(now, timeZone);
  return {
    title: "",
    starts_at: toLocal(start, timeZone),
    ends_at: toLocal(nextHour(start, timeZone), timeZone),
    all_day: false,
    location: "",
    description: "",
  };
}

export function fieldsOf(form: FormData): AppointmentFields {
  return {
    title: line(form, "title"),
    starts_at: localTime(form, "starts_at"),
    ends_at: localTime(form, "ends_at"),
    all_day: form.has("all_day"),
    location: line(form, "location"),
    description: cleanLines(field(form, "description")),
  };
}

/** Where the browser has no field for times, people type a space, not the `T` that belongs there. */
function localTime(form: FormData, name: string): string {
  return line(form, name).replace(/ +/, "T");
}

/** The appointment that the fields describe, or what is wrong with each. */
export function checkFields(fields: AppointmentFields, timeZone: string): CheckedAppointment {
  const errors: AppointmentErrors = {};
  const { startsAt, endsAt } = span(fields, timeZone);
  if (startsAt === null) errors.starts_at = `When does it start? ${HOW_TO_DATE}`;
  if (endsAt === null) errors.ends_at = `When does it end? ${HOW_TO_DATE}`;
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt) {
    errors.ends_at = fields.ends_at > fields.starts_at
      ? "The clocks change on that day, and so this end is not after the start."
      : END_BEFORE_START;
  }
  Object.assign(errors, lengthErrors(fields));
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { title, location, description, all_day: isAllDay } = fields;
  const times = { startsAt: startsAt!, endsAt: endsAt!, timeZone };
  return { ok: true, appointment: { title, location, description, isAllDay, ...times } };
}

/** An all-day appointment takes whole days, the last one included. */
function span(
  { starts_at, ends_at, all_day }: AppointmentFields,
  timeZone: string,
): { startsAt: number | null; endsAt: number | null } {
  if (!all_day) {
    return { startsAt: fromLocal(starts_at, timeZone), endsAt: fromLocal(ends_at, timeZone) };
  }
  return { startsAt: midnight(starts_at, timeZone, 0), endsAt: midnight(ends_at, timeZone, 1) };
}
