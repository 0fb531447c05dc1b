import { type NewAppointment, searchText } from "@/lib/appointments/mod.ts";
import { write } from "@/lib/db/open.ts";
import { portions } from "@/lib/db/portions.ts";
import type { Db } from "@/lib/db/schema.ts";
import { NOW } from "./constants.ts";
import { openTestDatabase } from "./database.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A book with nothing in it, and two people who may have some: `ada` and `bo`. */
export async function emptyBook(): Promise<{ db: Db; ada: string; bo: string }> {
  const db = await openTestDatabase();
  const [ada, bo] = [crypto.randomUUID(), crypto.randomUUID()];
  for (const [id, name] of [[ada, "ada"], [bo, "bo"]] as const) {
    const times = { time_zone: "UTC", created_at: NOW, updated_at: NOW };
    const user = { id, email: `${name}@example.org`, name, password_hash: "", ...times };
    await write(db, (trx) => trx.insertInto("users").values(user).execute());
  }
  return { db, ada, bo };
}

/** Half an hour, so many hours from now. */
export const at = (title: string, hours: number, more: Partial<NewAppointment> = {}) => ({
  title,
  startsAt: NOW + hours * HOUR,
  endsAt: NOW + hours * HOUR + 30 * MINUTE,
  ...more,
});

/** Appointments put straight into the table, many at once: half an hour from now, or what is said of each. */
export async function fill(
  db: Db,
  userId: string,
  appointments: readonly Partial<NewAppointment>[],
): Promise<void> {
  const rows = appointments.map((fields) => toRow(userId, fields));
  await write(db, async (trx) => {
    for (const some of portions(rows)) {
      await trx.insertInto("appointments").values(some).execute();
    }
  });
}

function toRow(userId: string, fields: Partial<NewAppointment>) {
  const id = crypto.randomUUID();
  const { title = "", location = "", description = "", timeZone = "UTC" } = fields;
  const startsAt = fields.startsAt ?? NOW;
  return {
    id,
    uid: id,
    user_id: userId,
    form_id: null,
    title,
    location,
    description,
    search: searchText(userId, { title, location }),
    starts_at: startsAt,
    ends_at: fields.endsAt ?? startsAt + 30 * MINUTE,
    all_day: fields.isAllDay ? 1 : 0,
    time_zone: timeZone,
    created_at: NOW,
    updated_at: NOW,
  };
}
