import type { Generated } from "kysely";

/** Times are milliseconds since 1970 UTC, flags 0 or 1, ids random UUIDs, as in all tables. */
export interface AppointmentsTable {
  /** Only for the search index. */
  no: Generated<number>;
  id: string;
  user_id: string;
  /** The name by which calendar programs know it (RFC 5545 §3.8.4.7); unique among its owner's. */
  uid: string;
  /** Of the form that made it: sent twice, it makes one. */
  form_id: string | null;
  title: string;
  starts_at: number;
  /** Exclusive; after `starts_at`. */
  ends_at: number;
  all_day: number;
  /** The zone in which the owner meant the times. */
  time_zone: string;
  location: string;
  description: string;
  /** Title and place as they are searched; see `lib/appointments/search_text.ts`. */
  search: string;
  /** Counts the edits, so that two tabs do not overwrite each other unseen. */
  version: Generated<number>;
  created_at: number;
  updated_at: number;
}

/** What was deleted a moment ago and may be taken back. */
export interface DeletedAppointmentsTable {
  /** Of the undo. */
  id: string;
  user_id: string;
  /** The row as it was, sealed. */
  sealed: string;
  expires_at: number;
}

/** Calendar files that were read, and wait for their owner's word. */
export interface CalendarImportsTable {
  id: string;
  user_id: string;
  sealed: string;
  expires_at: number;
}
