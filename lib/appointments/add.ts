import type { Clock } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { type DatedAppointment, type NewAppointment, toColumns, toDated } from "./store.ts";

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
}

/** What became of a form: the appointment that it has made, now or when it was sent before. */
export interface Added {
  readonly appointment: DatedAppointment;
  readonly isNew: boolean;
}

/** Adds an appointment to an owner's book. */
export async function addAppointment(
  deps: Deps,
  userId: string,
  appointment: NewAppointment,
): Promise<DatedAppointment> {
  return (await addOnce(deps, userId, appointment, null)).appointment;
}

/**
 * Adds an appointment, unless the form that it comes from has made one already: a form that is sent twice, even at the
 * same moment, makes one.
 *
 * @param formId of the form; null where it has none
 */
export function addOnce(
  { db, clock }: Deps,
  userId: string,
  appointment: NewAppointment,
  formId: string | null,
): Promise<Added> {
  const id = crypto.randomUUID();
  const now = clock();
  return write(db, async (trx) => {
    const row = await trx.insertInto("appointments")
      .values({
        id,
        user_id: userId,
        uid: id,
        form_id: formId,
        ...toColumns(userId, appointment),
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) => conflict.columns(["user_id", "form_id"]).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row) return { appointment: toDated(row), isNew: true };
    const first = await trx.selectFrom("appointments").selectAll()
      .where("user_id", "=", userId).where("form_id", "=", formId)
      .executeTakeFirstOrThrow();
    return { appointment: toDated(first), isNew: false };
  });
}

/** A name for a new form. */
export function newFormId(): string {
  return crypto.randomUUID();
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The name that a form sends; anything that is none of ours protects from nothing, and is no fault either. */
export function toFormId(text: string): string | null {
  return UUID.test(text) ? text : null;
}
