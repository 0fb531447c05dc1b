import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import type { Session } from "@/lib/session/mod.ts";
import type { AuthDeps } from "../deps.ts";
import { keysOf } from "../keys.ts";
import type { User } from "../user.ts";
import type { LoginData } from "./logins.ts";

/** What a session holds of the forms that wait for its browser. */
export interface KeptData extends LoginData {
  /** A random token; the database knows only its SHA-256. */
  _kept?: string;
}

/** Whose form is kept, and where. */
export interface KeepingState extends Pick<AuthDeps, "db" | "clock" | "config"> {
  readonly session: Session<KeptData>;
  readonly user: User | null;
}

/** How long a form waits, in milliseconds. */
const PATIENCE = 30 * 60_000;

/** How many wait for one person: more than anybody has browsers and forms, few enough to fill no disk. */
const MOST = 20;

/** Never kept: what is secret, and what the next page has anew. */
const SECRET = /password|csrf/i;

/**
 * Keeps a form that could not be taken yet: sealed, for 30 minutes, for the same person in the same browser alone. The
 * last one for a path counts, and of one person the last twenty.
 */
export async function keepForm(
  { db, clock, config, session, user }: KeepingState,
  path: string,
  form: FormData,
): Promise<void> {
  const fields = [...form].filter(([name, value]) =>
    typeof value === "string" && !SECRET.test(name)
  );
  const row = {
    id: crypto.randomUUID(),
    browser_hash: sha256(session.setDefault("_kept", randomToken())),
    user_id: user?.id ?? null,
    path,
    sealed: keysOf(config).form.seal(JSON.stringify(fields)),
    expires_at: clock() + PATIENCE,
  };
  await write(db, async (trx) => {
    await trx.deleteFrom("kept_forms")
      .where("browser_hash", "=", row.browser_hash)
      .where("path", "=", path)
      .execute();
    await trx.insertInto("kept_forms").values(row).execute();
    await trx.deleteFrom("kept_forms")
      .where("user_id", "is", row.user_id)
      .where("id", "not in", (forms) =>
        forms.selectFrom("kept_forms").select("id")
          .where("user_id", "is", row.user_id)
          .orderBy("expires_at", "desc").orderBy("id")
          .limit(MOST))
      .where("id", "!=", row.id)
      .execute();
  });
}

/** The form that waits for this person, browser and path, or null. Reading it does not use it up. */
export async function readKeptForm(
  { db, clock, config, session, user }: KeepingState,
  path: string,
): Promise<FormData | null> {
  const token = session.get("_kept");
  if (!token) return null;
  const row = await db.selectFrom("kept_forms")
    .select(["sealed", "user_id"])
    .where("browser_hash", "=", sha256(token))
    .where("path", "=", path)
    .where("expires_at", ">", clock())
    .executeTakeFirst();
  if (!row || row.user_id !== (user?.id ?? null)) return null;
  const text = keysOf(config).form.open(row.sealed);
  return text === null ? null : toForm(JSON.parse(text));
}

/** Forgets the form for a path, once it was taken. */
export async function dropKeptForm(
  { db, session }: Pick<KeepingState, "db" | "session">,
  path: string,
): Promise<void> {
  const token = session.get("_kept");
  if (!token) return;
  await write(db, (trx) =>
    trx.deleteFrom("kept_forms")
      .where("browser_hash", "=", sha256(token))
      .where("path", "=", path)
      .execute());
}

function toForm(fields: [name: string, value: string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}
