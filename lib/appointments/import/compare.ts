import { portions } from "@/lib/db/portions.ts";
import type { AppointmentRow, Db, Trx } from "@/lib/db/schema.ts";
import { saysTheSame } from "../edit.ts";
import { printable } from "../ics.ts";
import { type NewAppointment, toDated } from "../store.ts";
import { offsetAt } from "../zone.ts";
import type { ImportedFile } from "./report.ts";

/** An appointment of a file, by the name that calendars know it by. */
export interface FileAppointment extends NewAppointment {
  readonly uid: string;
}

/** How an appointment of a file stands to a book. */
export interface Compared {
  readonly appointment: FileAppointment;
  /** `different` is in the book by its name, and says something else there. */
  readonly standing: "new" | "same" | "different";
  /** Its id in the book. */
  readonly id?: string;
}

/** Each appointment of a file, in order of time, and how it stands to its owner's book. */
export async function compareImport(
  db: Db | Trx,
  userId: string,
  { series }: ImportedFile,
): Promise<Compared[]> {
  const all = series.flatMap(({ dates, ...about }) =>
    dates.map(([uid, startsAt, endsAt]) => ({ uid, startsAt, endsAt, ...about }))
  ).sort((a, b) => a.startsAt - b.startsAt);
  const rows = await rowsByUid(db, userId, all.map(({ uid }) => uid));
  return all.map((appointment) => compare(appointment, rows.get(appointment.uid)));
}

function compare(appointment: FileAppointment, row: AppointmentRow | undefined): Compared {
  if (!row) return { appointment, standing: "new" };
  const isSame = saysTheSame(asInFiles(toDated(row)), asInFiles(appointment));
  return { appointment, standing: isSame ? "same" : "different", id: row.id };
}

/** What is left of an appointment in a calendar file: of whole days the dates, of texts what may stand there. */
function asInFiles(appointment: NewAppointment): NewAppointment {
  const { title, location, description, startsAt, endsAt, isAllDay, timeZone } = appointment;
  const wall = (at: number) => isAllDay ? at + offsetAt(at, timeZone) : at;
  const plain = (text: string) => printable(text).replace(/\r\n?/g, "\n").trim();
  return {
    ...appointment,
    title: plain(title),
    location: plain(location),
    description: plain(description),
    startsAt: wall(startsAt),
    endsAt: wall(endsAt),
  };
}

async function rowsByUid(
  db: Db | Trx,
  userId: string,
  uids: readonly string[],
): Promise<Map<string, AppointmentRow>> {
  const found = new Map<string, AppointmentRow>();
  for (const some of portions(uids)) {
    const rows = await db.selectFrom("appointments").selectAll()
      .where("user_id", "=", userId).where("uid", "in", some)
      .execute();
    for (const row of rows) found.set(row.uid, row);
  }
  return found;
}
