import type { Generated, Kysely, Selectable, Transaction } from "kysely";
import type {
  AppointmentsTable,
  CalendarImportsTable,
  DeletedAppointmentsTable,
} from "./appointment_tables.ts";

/** Times are milliseconds since 1970 UTC. Flags are 0 or 1. Ids are random UUIDs. */
export interface Tables {
  users: UsersTable;
  sessions: SessionsTable;
  appointments: AppointmentsTable;
  one_time_tokens: OneTimeTokensTable;
  api_tokens: ApiTokensTable;
  events: EventsTable;
  throttles: ThrottlesTable;
  mails: MailsTable;
  kept_forms: KeptFormsTable;
  deleted_appointments: DeletedAppointmentsTable;
  calendar_imports: CalendarImportsTable;
  private_addresses: PrivateAddressesTable;
  replaced_tokens: ReplacedTokensTable;
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
  /** When somebody proved to read mail at this address; null when nobody did yet. */
  verified_at: Generated<number | null>;
  /** When the account goes for good, where its owner asked for that; signing in before then takes it back. */
  delete_at: Generated<number | null>;
  /** Whether its owner, or their browser, has said the time zone; until then it is a guess. */
  has_chosen_zone: Generated<number>;
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
  /** Id of a newer login from an unknown device that this one has not been told of yet. */
  notice: Generated<string | null>;
  /** The device that ended it, in words, where another one did. */
  ended_by: Generated<string | null>;
  /** SHA-256 of the secret behind the CSRF tokens of its pages: tells whose form it is that comes too late. */
  form_hash: Generated<string | null>;
}

/** Why a login is over. */
export type EndReason =
  | "signed_out"
  | "idle"
  | "expired"
  | "replaced"
  | "deactivated"
  | "ended_by_owner"
  | "ended_by_admin"
  | "password_changed"
  | "email_changed"
  | "deletion_requested"
  | "protection"
  | "key_retired"
  | "restored";

export interface OneTimeTokensTable {
  /** SHA-256 of the token that stands in a mail. */
  token_hash: string;
  purpose: string;
  /** Null while there is no account yet. */
  user_id: string | null;
  /** The address that the mail went to. */
  email: string;
  /** What the token is to bring about, sealed. */
  sealed: string | null;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface ApiTokensTable {
  id: string;
  user_id: string;
  name: string;
  /** SHA-256 of the token. */
  token_hash: string;
  scope: "read" | "write";
  created_at: number;
  expires_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
}

/** What happened to an account, for its owner to read. */
export interface EventsTable {
  id: string;
  user_id: string;
  type: string;
  at: number;
  /** Of the browser or program with which it was done; empty when it was done here. */
  user_agent: string;
  address: string;
  /** JSON object. */
  details: string;
}

/** Failed tries to sign in to one account from one source; names of both are keyed hashes. */
export interface ThrottlesTable {
  account: string;
  source: string;
  failures: number;
  failed_at: number;
}

export interface MailsTable {
  id: string;
  /** Address, subject and text, sealed: a mail may hold a link that opens an account. */
  sealed: string;
  created_at: number;
  tries: Generated<number>;
  /** Not to be tried before. */
  due_at: number;
  sent_at: number | null;
  /** When it was given up. */
  failed_at: number | null;
  /** What the mail server said last. */
  failure: string | null;
}

/** Forms that could not be taken yet, to be filled in again. */
export interface KeptFormsTable {
  id: string;
  /** SHA-256 of a random token in the session of the browser that sent it. */
  browser_hash: string;
  user_id: string | null;
  path: string;
  /** SHA-256 of what tells the forms for one path apart. */
  form_hash: Generated<string>;
  sealed: string;
  expires_at: number;
}

/** Addresses at which programs read somebody's calendar without signing in. */
export interface PrivateAddressesTable {
  user_id: string;
  /** SHA-256 of the token in the address. */
  token_hash: string;
  /** The token, to show the address again. */
  sealed: string;
  created_at: number;
  last_used_at: number | null;
}

/** Tokens of logins that have a new one since a moment ago. */
export interface ReplacedTokensTable {
  /** SHA-256 of the old token. */
  token_hash: string;
  known_until: number;
}

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
export type UserRow = Selectable<UsersTable>;
export type SessionRow = Selectable<SessionsTable>;
export type AppointmentRow = Selectable<AppointmentsTable>;
export type EventRow = Selectable<EventsTable>;
