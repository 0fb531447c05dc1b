import { field, line } from "@/lib/web/form.ts";
import { cleanLines } from "@/lib/web/text.ts";
import { END_BEFORE_START, LATEST_END, lengthErrors, TOO_LATE } from "./limits.ts";
import type { Appointment, NewAppointment } from "./store.ts";
import { dateError, dayAt, fromLocal, midnight, nextHour, toLocal } from "./time.ts";

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

/**
 * An empty form: an hour, from the next full one; on another day from nine.
 *
 * @param day `2026-11-23`; what is no day is left aside
 */
export function blankFields(
  now: number,
  timeZone: string,
  day: string | null = null,
): AppointmentFields {
  const isToday = day === null || dayAt(now, timeZone) === day;
  const nine = isToday ? null : fromLocal(`${day}T09:00`, timeZone);
  const start = nine ?? nextHour(now, timeZone);
  return {
    title: "",
    starts_at: toLocal(start, timeZone),
    ends_at: toLocal(nextHour(start, timeZone), timeZone),
    all_day: false,
    location: "",
    description: "",
  };
}

/** The form of an appointment that there is. Whole days are those of the zone in which they were meant. */
export function fieldsFrom(appointment: Appointment, readersZone: string): AppointmentFields {
  const { title, startsAt, endsAt, isAllDay, location, description } = appointment;
  const timeZone = isAllDay ? appointment.timeZone : readersZone;
  const day = (instant: number) => `${dayAt(instant, timeZone)}T00:00`;
  return {
    title,
    starts_at: isAllDay ? day(startsAt) : toLocal(startsAt, timeZone),
    ends_at: isAllDay ? day(endsAt - 1) : toLocal(endsAt, timeZone),
    all_day: isAllDay,
    location,
    description,
  };
}

/** What a form sends. Of whole days the day is enough; browsers show no day without a time, so it gets one. */
export function fieldsOf(form: FormData): AppointmentFields {
  const isAllDay = form.has("all_day");
  const time = (name: string) => {
    const typed = localTime(form, name);
    return isAllDay && /^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T00:00` : typed;
  };
  return {
    title: line(form, "title"),
    starts_at: time("starts_at"),
    ends_at: time("ends_at"),
    all_day: isAllDay,
    location: line(form, "location"),
    description: cleanLines(field(form, "description")),
  };
}

/** Where the browser has no field for times, people type a space, not the `T` that belongs there. */
function localTime(form: FormData, name: string): string {
  return line(form, name).replace(/ +/, "T");
}

/**
 * The appointment that the fields describe, or what is wrong with each.
 *
 * @param before the appointment that is edited: times that stay as its form showed them stay to the second, and its
 * whole days are those of its own zone
 */
export function checkFields(
  fields: AppointmentFields,
  readersZone: string,
  before: Appointment | null = null,
): CheckedAppointment {
  const staysAllDay = fields.all_day && before?.isAllDay;
  const timeZone = staysAllDay ? before.timeZone : readersZone;
  const span = { ...typedSpan(fields, timeZone), ...keptTimes(fields, readersZone, before) };
  const errors = { ...spanErrors(fields, span), ...lengthErrors(fields) };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { title, location, description, all_day: isAllDay } = fields;
  const times = { startsAt: span.startsAt!, endsAt: span.endsAt!, timeZone };
  return { ok: true, appointment: { title, location, description, isAllDay, ...times } };
}

interface TypedSpan {
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** An all-day appointment takes whole days, the last one included. */
function typedSpan({ starts_at, ends_at, all_day }: AppointmentFields, zone: string): TypedSpan {
  return all_day
    ? { startsAt: midnight(starts_at, zone, 0), endsAt: midnight(ends_at, zone, 1) }
    : { startsAt: fromLocal(starts_at, zone), endsAt: fromLocal(ends_at, zone) };
}

/** A form shows minutes, and one of two hours that the clocks repeat: whoever leaves a time alone keeps what it was. */
function keptTimes(
  fields: AppointmentFields,
  readersZone: string,
  before: Appointment | null,
): Partial<TypedSpan> {
  if (!before || before.isAllDay || fields.all_day) return {};
  const shown = fieldsFrom(before, readersZone);
  return {
    ...(fields.starts_at === shown.starts_at && { startsAt: before.startsAt }),
    ...(fields.ends_at === shown.ends_at && { endsAt: before.endsAt }),
  };
}

function spanErrors(
  { starts_at, ends_at, all_day }: AppointmentFields,
  { startsAt, endsAt }: TypedSpan,
): AppointmentErrors {
  const errors: AppointmentErrors = {};
  if (startsAt === null) errors.starts_at = `When does it start? ${dateError(starts_at, all_day)}`;
  if (endsAt === null) errors.ends_at = `When does it end? ${dateError(ends_at, all_day)}`;
  if (startsAt === null || endsAt === null) return errors;
  if (endsAt > LATEST_END) errors.ends_at = TOO_LATE;
  if (endsAt <= startsAt) {
    errors.ends_at = ends_at > starts_at
      ? "The clocks change on that day, and so this end is not after the start."
      : END_BEFORE_START;
  }
  return errors;
}
