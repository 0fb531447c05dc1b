import type { Clock } from "@/lib/clock.ts";
import { createSealer, type Sealer } from "@/lib/crypto/seal.ts";
import { write } from "@/lib/db/open.ts";
import { portions } from "@/lib/db/portions.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import { editAppointment } from "../edit.ts";
import { toColumns } from "../store.ts";
import { compareImport, type FileAppointment } from "./compare.ts";
import type { ImportedFile } from "./report.ts";

interface Config {
  readonly secrets: readonly string[];
}

interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Config;
}

/** How long a file waits for its owner's word, in milliseconds. */
const PATIENCE = 30 * 60_000;

/** How many files of one person wait. */
const MOST = 3;

/** Keeps what was read of a file, sealed, until its owner says what to do with it. Returns its id. */
export async function keepImport(
  { db, clock, config }: Deps,
  userId: string,
  file: ImportedFile,
): Promise<string> {
  const id = crypto.randomUUID();
  const sealed = sealerOf(config).seal(JSON.stringify(file));
  await write(db, async (trx) => {
    await trx.insertInto("calendar_imports")
      .values({ id, user_id: userId, sealed, expires_at: clock() + PATIENCE })
      .execute();
    await trx.deleteFrom("calendar_imports")
      .where("user_id", "=", userId)
      .where("id", "!=", id)
      .where("id", "not in", (rows) =>
        rows.selectFrom("calendar_imports").select("id")
          .where("user_id", "=", userId)
          .where("id", "!=", id)
          .orderBy("expires_at", "desc").orderBy("id")
          .limit(MOST - 1))
      .execute();
  });
  return id;
}

/** What was read of a file that waits, or null when its owner has none of this id. */
export async function findImport(
  { db, clock, config }: Deps,
  userId: string,
  id: string,
): Promise<ImportedFile | null> {
  const row = await db.selectFrom("calendar_imports").select("sealed")
    .where("id", "=", id).where("user_id", "=", userId)
    .where("expires_at", ">", clock())
    .executeTakeFirst();
  return row ? open(config, row.sealed) : null;
}

/**
 * Takes over a file that waits, all of it or nothing, and once: what is new, and where its owner wants it also what the
 * book has in another version. Null when the file waits no more.
 */
export function takeImport(
  { db, clock, config }: Deps,
  userId: string,
  { id, replaces }: { readonly id: string; readonly replaces: boolean },
): Promise<{ added: number; changed: number } | null> {
  return write(db, async (trx) => {
    const now = clock();
    const row = await trx.deleteFrom("calendar_imports")
      .where("id", "=", id).where("user_id", "=", userId)
      .where("expires_at", ">", now)
      .returning("sealed")
      .executeTakeFirst();
    const file = row && open(config, row.sealed);
    if (!file) return null;
    const compared = await compareImport(trx, userId, file);
    const added = compared.filter(({ standing }) => standing === "new");
    const changed = compared.filter(({ standing }) => replaces && standing === "different");
    await add(trx, userId, added.map(({ appointment }) => appointment), now);
    for (const { id, appointment } of changed) {
      await editAppointment({ db: trx, clock }, userId, { id: id! }, appointment);
    }
    return { added: added.length, changed: changed.length };
  });
}

async function add(
  trx: Trx,
  userId: string,
  appointments: readonly FileAppointment[],
  now: number,
): Promise<void> {
  for (const some of portions(appointments)) {
    await trx.insertInto("appointments")
      .values(some.map((appointment) => ({
        id: crypto.randomUUID(),
        user_id: userId,
        uid: appointment.uid,
        form_id: null,
        ...toColumns(userId, appointment),
        created_at: now,
        updated_at: now,
      })))
      .execute();
  }
}

function open(config: Config, sealed: string): ImportedFile | null {
  const text = sealerOf(config).open(sealed);
  return text === null ? null : JSON.parse(text);
}

const known = new WeakMap<Config, Sealer>();

/** Derived once for an app. */
function sealerOf(config: Config): Sealer {
  const sealer = known.get(config) ?? createSealer(config.secrets, "calendar import");
  known.set(config, sealer);
  return sealer;
}
