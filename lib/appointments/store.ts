import type { Clock } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { AppointmentRow, Db } from "@/lib/db/schema.ts";
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

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
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

/** All that its owner has, past ones too, earliest first. */
export async function allAppointments({ db }: Deps, userId: string): Promise<DatedAppointment[]> {
  const rows = await db.selectFrom("appointments").selectAll()
    .where("user_id", "=", userId)
    .orderBy("starts_at").orderBy("id")
    .execute();
  return rows.map((row) => ({
    ...toListed(row),
    description: row.description,
    uid: row.uid,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }));
}

/** One appointment of this owner. Another owner's is null, exactly like one that does not exist. */
export async function findAppointment(
  { db }: Deps,
  userId: string,
  id: string,
): Promise<Appointment | null> {
  const row = await db.selectFrom("appointments").select(COLUMNS)
    .where("id", "=", id).where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? toAppointment(row) : null;
}

export async function addAppointment(
  { db, clock }: Deps,
  userId: string,
  appointment: NewAppointment,
): Promise<Appointment> {
  const id = crypto.randomUUID();
  const now = clock();
  await write(db, (trx) =>
    trx.insertInto("appointments").values({
      id,
      user_id: userId,
      uid: id,
      form_id: null,
      ...toColumns(userId, appointment),
      created_at: now,
      updated_at: now,
    }).execute());
  return { id, ...appointment };
}

/** Replaces what is kept of an appointment. Returns whether this owner has such an appointment. */
export async function updateAppointment(
  { db, clock }: Deps,
  userId: string,
  { id, ...appointment }: Appointment,
): Promise<boolean> {
  const { numUpdatedRows } = await write(db, (trx) =>
    trx.updateTable("appointments")
      .set((eb) => ({
        ...toColumns(userId, appointment),
        version: eb("version", "+", 1),
        updated_at: clock(),
      }))
      .where("id", "=", id).where("user_id", "=", userId)
      .executeTakeFirst());
  return numUpdatedRows > 0n;
}

/** Returns whether this owner had such an appointment. */
export async function deleteAppointment(
  { db }: Deps,
  userId: string,
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await write(db, (trx) =>
    trx.deleteFrom("appointments")
      .where("id", "=", id).where("user_id", "=", userId)
      .executeTakeFirst());
  return numDeletedRows > 0n;
}

function toColumns(userId: string, appointment: NewAppointment) {
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
