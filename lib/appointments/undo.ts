import type { Clock } from "@/lib/clock.ts";
import { createKeyring, type Keyring } from "@/lib/crypto/keyring.ts";
import { createSealer, type Sealer } from "@/lib/crypto/seal.ts";
import { write } from "@/lib/db/open.ts";
import type { AppointmentRow, Db, Trx } from "@/lib/db/schema.ts";
import type { Log } from "@/lib/web/log.ts";
import { type DatedAppointment, findRow, toDated } from "./store.ts";
import { type Deleter, signUndo, verifyUndo } from "./undo_token.ts";

interface Config {
  readonly secrets: readonly string[];
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Config;
}

/** What was deleted, with the token that brings it back. */
export interface Deleted {
  readonly appointment: DatedAppointment;
  readonly token: string;
}

export interface Restored {
  readonly appointment: DatedAppointment;
  /** Whether another one with its UID had come meanwhile, from a calendar file, so that it goes by a new one. */
  readonly hasTwin: boolean;
}

/** How long what is deleted can be brought back, in milliseconds. */
const UNDO_TIME = 10 * 60_000;

/** How much of one person waits at most: more than anybody regrets, few enough to fill no disk. */
const MOST = 50;

/** Deletes an owner's appointment; for ten minutes it can be taken back. Null when there is none. */
export function deleteForNow(
  { db, clock, config }: Deps,
  deleter: Deleter,
  id: string,
): Promise<Deleted | null> {
  return write(db, async (trx) => {
    const row = await findRow(trx, deleter.userId, id);
    if (!row) return null;
    await trx.deleteFrom("appointments").where("id", "=", id).execute();
    const ticket = { undoId: crypto.randomUUID(), expiresAt: clock() + UNDO_TIME };
    await trx.insertInto("deleted_appointments").values({
      id: ticket.undoId,
      user_id: deleter.userId,
      sealed: keysOf(config).rows.seal(JSON.stringify(row)),
      expires_at: ticket.expiresAt,
    }).execute();
    await forgetOldest(trx, deleter.userId, ticket.undoId);
    return { appointment: toDated(row), token: signUndo(keysOf(config).tokens, deleter, ticket) };
  });
}

/**
 * Brings back what was deleted, once: by the same person, in the same login, in time. It is as it was but for its version,
 * by which other tabs and programs see that something has happened. Null in any other case, whatever the reason.
 */
export async function undoDelete(
  { db, clock, config, log }: Deps & { readonly log: Pick<Log, "warn"> },
  deleter: Deleter,
  token: string,
): Promise<Restored | null> {
  const ticket = verifyUndo(keysOf(config).tokens, deleter, token);
  if (!ticket) log.warn("undo refused", { why: "forged", user: deleter.userId });
  if (!ticket || ticket.expiresAt <= clock()) return null;
  return await write(db, async (trx) => {
    const taken = await trx.deleteFrom("deleted_appointments")
      .where("id", "=", ticket.undoId)
      .where("user_id", "=", deleter.userId)
      .returning("sealed")
      .executeTakeFirst();
    const text = taken ? keysOf(config).rows.open(taken.sealed) : null;
    return text === null ? null : await putBack(trx, JSON.parse(text), clock());
  });
}

/** A name that another appointment bears by now is left to that one. */
async function putBack(trx: Trx, old: AppointmentRow, now: number): Promise<Restored> {
  const { no: _no, ...row } = old;
  const isTaken = async (name: "uid" | "form_id") =>
    await trx.selectFrom("appointments").select("id")
      .where("user_id", "=", row.user_id).where(name, "=", row[name])
      .executeTakeFirst() !== undefined;
  const hasTwin = await isTaken("uid");
  const restored = await trx.insertInto("appointments")
    .values({
      ...row,
      uid: hasTwin ? crypto.randomUUID() : row.uid,
      form_id: await isTaken("form_id") ? null : row.form_id,
      version: row.version + 1,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { appointment: toDated(restored), hasTwin };
}

async function forgetOldest(trx: Trx, userId: string, newest: string): Promise<void> {
  await trx.deleteFrom("deleted_appointments")
    .where("user_id", "=", userId)
    .where("id", "!=", newest)
    .where("id", "not in", (rows) =>
      rows.selectFrom("deleted_appointments").select("id")
        .where("user_id", "=", userId)
        .orderBy("expires_at", "desc").orderBy("id")
        .limit(MOST))
    .execute();
}

interface UndoKeys {
  readonly tokens: Keyring;
  readonly rows: Sealer;
}

const known = new WeakMap<Config, UndoKeys>();

/** Derived once for an app. */
function keysOf(config: Config): UndoKeys {
  const { secrets } = config;
  const keys = known.get(config) ??
    { tokens: createKeyring(secrets, "undo"), rows: createSealer(secrets, "undo") };
  known.set(config, keys);
  return keys;
}
