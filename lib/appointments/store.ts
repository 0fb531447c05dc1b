import type { AppointmentRow, Db, Trx } from "@/lib/db/schema.ts";
import { searchText } from "./search_text.ts";

/** Times are milliseconds since 1970; `timeZone` is the one in which the owner meant them. */
export interface Appointment {
  readonly id: string;
  readonly title: string;
  readonly startsAt: number;
  /** Exclusive; after `startsAt`. */
  readonly endsAt: number;
  readonly isAllDay: boolean;
  readonly timeZone: string;
  readonly location: string;
  readonly description: string;
}

export type NewAppointment = Omit<Appointment, "id">;
/** What a list needs; a description may be long, and no list shows it. */
export type ListedAppointment = Omit<Appointment, "description">;

/** One with what has become of it, as calendar files and exports tell it. */
export interface DatedAppointment extends Appointment {
  /** The name by which calendar programs know it (RFC 5545 §3.8.4.7). */
  readonly uid: string;
  /** Milliseconds since 1970, like `updatedAt`. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts from 1. */
  readonly version: number;
}

export type ListedRow = Pick<AppointmentRow, typeof LISTED[number]>;

/** The columns of a {@linkcode ListedAppointment}. */
export const LISTED = [
  "id",
  "title",
  "starts_at",
  "ends_at",
  "all_day",
  "time_zone",
  "location",
] as const;

/** All that an appointment is made of. */
export const COLUMNS = [...LISTED, "description"] as const;

/** One appointment of this owner. Another owner's is null, exactly like one that does not exist. */
export async function findAppointment(
  { db }: { readonly db: Db },
  userId: string,
  id: string,
): Promise<DatedAppointment | null> {
  const row = await findRow(db, userId, id);
  return row ? toDated(row) : null;
}

/** The row of {@linkcode findAppointment}. */
export function findRow(db: Db | Trx, userId: string, id: string) {
  return db.selectFrom("appointments").selectAll()
    .where("id", "=", id).where("user_id", "=", userId)
    .executeTakeFirst();
}

/** What of a row comes from the appointment itself. */
export function toColumns(userId: string, appointment: NewAppointment) {
  return {
    search: searchText(userId, appointment),
    title: appointment.title,
    starts_at: appointment.startsAt,
    ends_at: appointment.endsAt,
    all_day: appointment.isAllDay ? 1 : 0,
    time_zone: appointment.timeZone,
    location: appointment.location,
    description: appointment.description,
  };
}

export function toAppointment(row: Pick<AppointmentRow, typeof COLUMNS[number]>): Appointment {
  return { ...toListed(row), description: row.description };
}

export function toDated(row: AppointmentRow): DatedAppointment {
  const { uid, created_at: createdAt, updated_at: updatedAt, version } = row;
  return { ...toAppointment(row), uid, createdAt, updatedAt, version };
}

export function toListed(row: ListedRow): ListedAppointment {
  return {
    id: row.id,
    title: row.title,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isAllDay: row.all_day === 1,
    timeZone: row.time_zone,
    location: row.location,
  };
}
