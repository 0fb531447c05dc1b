import type { Db } from "@/lib/db/schema.ts";
import type { AuthDeps } from "../deps.ts";
import { keysOf } from "../keys.ts";
import type { User } from "../user.ts";
import { ownersView } from "./history.ts";
import { historyWords } from "./history_words.ts";
import { inDays, RETENTION } from "./retention.ts";

/** One kind of what is held of a person. */
export interface ExportPart {
  /** What it is, for people. */
  readonly about: string;
  readonly content: unknown;
}

/** What accounts hold of a person, by the names of the tables. */
export async function ownParts(
  { db, config }: Pick<AuthDeps, "db" | "config">,
  user: User,
): Promise<Record<string, ExportPart>> {
  return {
    profile: {
      about: "Your account.",
      content: await profile(db, user.id),
    },
    sessions: {
      about: `Where you have signed in, until ${
        inDays(RETENTION.endedLogins)
      } days after the end of each.`,
      content: await sessions(db, user.id),
    },
    api_tokens: {
      about: `What programs of yours sign in with, until ${
        inDays(RETENTION.endedTokens)
      } days after the end of each.`,
      content: await apiTokens(db, user.id),
    },
    events: {
      about: `What happened to your account in the last ${
        inDays(RETENTION.events)
      } days. Where others may have done it, their browser and address are left out.`,
      content: await events(db, user.id),
    },
    one_time_tokens: {
      about: "Links that were mailed to you, for a day after they expire.",
      content: await links(db, user),
    },
    kept_forms: {
      about:
        "Forms that wait until you sign in again or type your password once more, for half an hour.",
      content: await keptForms(db, config, user.id),
    },
    private_addresses: {
      about: "Your private calendar address: when it was made, and when it was last read.",
      content: await privateAddresses(db, user.id),
    },
  };
}

async function profile(db: Db, id: string) {
  const row = await db.selectFrom("users").selectAll().where("id", "=", id)
    .executeTakeFirstOrThrow();
  const { password_hash: _, is_active, has_chosen_zone, created_at, updated_at, ...rest } = row;
  const { verified_at, delete_at } = row;
  const times = { created_at: iso(created_at), updated_at: iso(updated_at) };
  const marks = { verified_at: iso(verified_at), delete_at: iso(delete_at) };
  const flags = { is_active: !!is_active, has_chosen_zone: !!has_chosen_zone };
  return { ...rest, ...flags, ...times, ...marks };
}

async function sessions(db: Db, userId: string) {
  const rows = await db.selectFrom("sessions").selectAll()
    .where("user_id", "=", userId).orderBy("created_at").execute();
  return rows.map(({ user_id: _, token_hash: _token, form_hash: _form, ...row }) => ({
    ...row,
    remember: !!row.remember,
    created_at: iso(row.created_at),
    seen_at: iso(row.seen_at),
    confirmed_at: iso(row.confirmed_at),
    ended_at: iso(row.ended_at),
  }));
}

async function apiTokens(db: Db, userId: string) {
  const rows = await db.selectFrom("api_tokens").selectAll()
    .where("user_id", "=", userId).orderBy("created_at").execute();
  return rows.map(({ user_id: _, token_hash: _hash, ...row }) => ({
    ...row,
    created_at: iso(row.created_at),
    expires_at: iso(row.expires_at),
    last_used_at: iso(row.last_used_at),
    revoked_at: iso(row.revoked_at),
  }));
}

async function events(db: Db, userId: string) {
  const rows = await db.selectFrom("events").selectAll()
    .where("user_id", "=", userId).orderBy("at").orderBy("id").execute();
  return rows.map(ownersView).map(({ user_id: _, ...row }) => ({
    ...row,
    at: iso(row.at),
    in_words: historyWords(row),
    details: JSON.parse(row.details),
  }));
}

async function links(db: Db, { id, email }: User) {
  const rows = await db.selectFrom("one_time_tokens")
    .select(["purpose", "email", "created_at", "expires_at", "used_at"])
    .where(({ or, and, eb }) =>
      or([eb("user_id", "=", id), and([eb("user_id", "is", null), eb("email", "=", email)])])
    )
    .orderBy("created_at").execute();
  return rows.map((row) => ({
    ...row,
    created_at: iso(row.created_at),
    expires_at: iso(row.expires_at),
    used_at: iso(row.used_at),
  }));
}

async function keptForms(db: Db, config: AuthDeps["config"], userId: string) {
  const rows = await db.selectFrom("kept_forms").select(["id", "path", "sealed", "expires_at"])
    .where("user_id", "=", userId).execute();
  return rows.map(({ id, path, sealed, expires_at }) => ({
    id,
    path,
    fields: JSON.parse(keysOf(config).form.open(sealed) ?? "null"),
    expires_at: iso(expires_at),
  }));
}

async function privateAddresses(db: Db, userId: string) {
  const rows = await db.selectFrom("private_addresses").select(["created_at", "last_used_at"])
    .where("user_id", "=", userId).execute();
  return rows.map(({ created_at, last_used_at }) => ({
    created_at: iso(created_at),
    last_used_at: iso(last_used_at),
  }));
}

function iso(at: number): string;
function iso(at: number | null): string | null;
function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
