import type { Generated, Kysely, Selectable, Transaction } from "kysely";

/** Times are milliseconds since 1970 UTC. Flags are 0 or 1. Ids are random UUIDs. */
export interface Tables {
  users: UsersTable;
  sessions: SessionsTable;
  appointments: AppointmentsTable;
}

export interface UsersTable {
  id: string;
  /** Trimmed and lower-cased; unique. */
  email: string;
  name: string;
  /** PHC string. */
  password_hash: string;
  role: Generated<"user" | "admin">;
  is_active: Generated<number>;
  /** IANA name, such as `Europe/Berlin`. */
  time_zone: string;
  created_at: number;
  updated_at: number;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  /** SHA-256 of the token that the browser's session cookie holds. */
  token_hash: string;
  remember: number;
  created_at: number;
  seen_at: number;
  /** When the password was last typed in this session; null when it never was. */
  confirmed_at: number | null;
  user_agent: string;
  address: string;
  ended_at: number | null;
  end_reason: EndReason | null;
  /** Short name of the key that its cookie was signed with when it was last seen; empty where not known yet. */
  key_id: Generated<string>;
}

/** Why a login is over. */
export type EndReason = "signed_out" | "idle" | "expired" | "deactivated" | "replaced";

export interface AppointmentsTable {
  id: string;
  user_id: string;
  title: string;
  starts_at: number;
  /** Exclusive; after `starts_at`. */
  ends_at: number;
  all_day: number;
  /** The zone in which the owner meant the times. */
  time_zone: string;
  location: string;
  description: string;
  /** Counts the edits, so that two tabs do not overwrite each other unseen. */
  version: Generated<number>;
  created_at: number;
  updated_at: number;
}

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
export type UserRow = Selectable<UsersTable>;
export type SessionRow = Selectable<SessionsTable>;
export type AppointmentRow = Selectable<AppointmentsTable>;
