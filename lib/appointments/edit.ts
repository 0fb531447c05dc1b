import type { Clock } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { AppointmentRow, Db, Trx } from "@/lib/db/schema.ts";
import {
  type DatedAppointment,
  findRow,
  type NewAppointment,
  toColumns,
  toDated,
} from "./store.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}

/** Of which appointment, and on which condition. */
export interface Target {
  readonly id: string;
  /** Whether the version that is there is one that may be changed; any may, where nothing is said. */
  readonly isExpected?: (version: number) => boolean;
}

export type Edited =
  | { readonly kind: "saved" | "stale"; readonly appointment: DatedAppointment }
  | { readonly kind: "missing" };

/**
 * Replaces what is kept of an owner's appointment. Where it was changed meanwhile, it stays as it is, and comes back as
 * `stale`; unless both say the same (RFC 9110 §13.1.1 allows that). What says nothing new counts as no edit.
 */
export function editAppointment(
  { db, clock }: Deps,
  userId: string,
  { id, isExpected = () => true }: Target,
  appointment: NewAppointment,
): Promise<Edited> {
  return write(db, async (trx): Promise<Edited> => {
    const row = await findRow(trx, userId, id);
    if (!row) return { kind: "missing" };
    if (saysTheSame(toDated(row), appointment)) return { kind: "saved", appointment: toDated(row) };
    if (!isExpected(row.version)) return { kind: "stale", appointment: toDated(row) };
    const changed = await change(trx, row, appointment, clock());
    return { kind: "saved", appointment: toDated(changed) };
  });
}

function change(trx: Trx, row: AppointmentRow, appointment: NewAppointment, now: number) {
  const columns = toColumns(row.user_id, appointment);
  return trx.updateTable("appointments")
    .set({
      ...columns,
      // Whoever leaves the times alone means them in the zone in which they were meant before.
      ...(hasSameTimes(toDated(row), appointment) && { time_zone: row.time_zone }),
      version: row.version + 1,
      updated_at: now,
    })
    .where("id", "=", row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Whether two appointments tell their owner the same. */
export function saysTheSame(one: NewAppointment, other: NewAppointment): boolean {
  const isSame = (name: "title" | "location" | "description") => one[name] === other[name];
  return hasSameTimes(one, other) && isSame("title") && isSame("location") && isSame("description");
}

/** Whether two appointments are at the same time, in whatever zone that is meant. */
export function hasSameTimes(one: NewAppointment, other: NewAppointment): boolean {
  return one.isAllDay === other.isAllDay && one.startsAt === other.startsAt &&
    one.endsAt === other.endsAt;
}

/**
 * Deletes an owner's appointment for good.
 *
 * @returns `stale` when the version that is there is not one that may be deleted; it stays then
 */
export function deleteAppointment(
  { db }: Pick<Deps, "db">,
  userId: string,
  { id, isExpected = () => true }: Target,
): Promise<"deleted" | "stale" | "missing"> {
  return write(db, async (trx) => {
    const row = await findRow(trx, userId, id);
    if (!row) return "missing";
    if (!isExpected(row.version)) return "stale";
    await trx.deleteFrom("appointments").where("id", "=", id).execute();
    return "deleted";
  });
}
