import { type Selectable, sql } from "kysely";
import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import type { KeptFormsTable, Trx } from "@/lib/db/schema.ts";
import { cleanText } from "@/lib/web/text.ts";
import type { AuthDeps } from "../deps.ts";
import { keysOf } from "../keys.ts";
import type { User } from "../user.ts";
import type { LoginSession } from "./logins.ts";

/** The browser at which a form was sent, and what keeping it takes. */
interface Keeping extends Pick<AuthDeps, "db" | "clock" | "config"> {
  readonly session: LoginSession;
}

/** The same with whoever sits there now. */
interface Asking extends Keeping {
  readonly user: User | null;
}

/** A form that was sent and not taken: whose it is (null: a visitor's), where, and what came. */
export interface UntakenForm {
  readonly owner: string | null;
  readonly path: string;
  readonly form: FormData;
}

/** What was typed into a form that waits to be sent again. */
export interface KeptForm {
  readonly id: string;
  /** The address that the form is sent to, and at which its page stands. */
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** How long a form waits, in milliseconds. */
export const PATIENCE = 30 * 60_000;

/**
 * How many wait: for one person more than anybody has browsers and forms; for visitors few, since anyone may be one. All of
 * theirs together fill no disk, and when there is no more room for them, those of people signed in are still kept.
 */
const MOST = { person: 20, browser: 5, visitors: 2_000 };

/** In characters, for one form: more than people type, also where a request may carry a file beside it. */
const ROOM = { person: 256 * 1024, visitor: 8 * 1024 };

/** By this field a form that was filled in again says which one it is. */
const KEPT_FIELD = "kept_form";

/** Never kept: what is secret, and what the next page has anew. */
const NEVER = /password|csrf|^kept_form$/i;

/**
 * Keeps a form that could not be taken: sealed, for 30 minutes, for its owner in the same browser alone. Of what the same
 * form sends, the last counts.
 *
 * @returns whether there was anything to keep, and room for it
 */
export async function keepForm(
  { db, clock, config, session }: Keeping,
  { owner, path, form }: UntakenForm,
): Promise<boolean> {
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === "string" && !NEVER.test(name) ? [[cleanText(name), cleanText(value)]] : []
  );
  const text = JSON.stringify(fields);
  const room = owner === null ? ROOM.visitor : ROOM.person;
  if (fields.length === 0 || text.length > room) return false;
  const token = session.get("_kept") ?? randomToken();
  const row = {
    id: crypto.randomUUID(),
    browser_hash: sha256(token),
    user_id: owner,
    path,
    form_hash: hashOf(form),
    sealed: keysOf(config).form.seal(text),
    expires_at: clock() + PATIENCE,
  };
  const isKept = await write(db, (trx) => put(trx, row, clock()));
  if (isKept) session.set("_kept", token);
  return isKept;
}

async function put(trx: Trx, row: Selectable<KeptFormsTable>, now: number): Promise<boolean> {
  const { id, browser_hash, user_id, path, form_hash } = row;
  await trx.deleteFrom("kept_forms").where("expires_at", "<=", now).execute();
  await trx.deleteFrom("kept_forms")
    .where("browser_hash", "=", browser_hash)
    .where("user_id", "is", user_id)
    .where("path", "=", path)
    .where("form_hash", "=", form_hash)
    .execute();
  if (user_id === null && await visitorsHaveTaken(trx) >= MOST.visitors) return false;
  await trx.insertInto("kept_forms").values(row).execute();
  const others = trx.selectFrom("kept_forms").select("id")
    .where("user_id", "is", user_id)
    .$if(user_id === null, (query) => query.where("browser_hash", "=", browser_hash))
    .where("id", "!=", id);
  const most = user_id === null ? MOST.browser : MOST.person;
  const tooOld = others.orderBy("expires_at", "desc").orderBy("id").limit(-1).offset(most - 1);
  await trx.deleteFrom("kept_forms").where("id", "in", tooOld).execute();
  return true;
}

async function visitorsHaveTaken(trx: Trx): Promise<number> {
  const { count } = await trx.selectFrom("kept_forms")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("user_id", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * The form that waits for whoever asks, in this browser and at this path, the latest first; or null. Reading it does not
 * use it up. Where none waits any more, for nobody, the browser forgets that there was one.
 */
export async function findKeptForm(
  { db, clock, config, session, user }: Asking,
  path: string,
): Promise<KeptForm | null> {
  const token = session.get("_kept");
  if (!token) return null;
  const rows = await db.selectFrom("kept_forms")
    .select(["id", "user_id", "path"])
    .select(({ eb, ref }) =>
      eb.case().when("path", "=", path).then(ref("sealed")).else(null).end().as("sealed")
    )
    .where("browser_hash", "=", sha256(token))
    .where("expires_at", ">", clock())
    .orderBy("expires_at", "desc").orderBy(sql.ref("rowid"), "desc")
    .execute();
  if (rows.length === 0) session.delete("_kept");
  const row = rows.find((row) => row.path === path && row.user_id === (user?.id ?? null));
  const text = row?.sealed && keysOf(config).form.open(row.sealed);
  return text ? { id: row.id, path, fields: JSON.parse(text) } : null;
}

/** Forgets the form that waits for whoever asks at a path, now that it was sent again and taken. */
export async function dropKeptForm(
  { db, session, user }: Asking,
  path: string,
  sent: FormData,
): Promise<void> {
  const token = session.get("_kept");
  if (!token) return;
  const id = textIn(sent, KEPT_FIELD) ?? "";
  await write(db, (trx) =>
    trx.deleteFrom("kept_forms")
      .where("browser_hash", "=", sha256(token))
      .where("user_id", "is", user?.id ?? null)
      .where((eb) =>
        eb.or([
          eb("id", "=", id), // wherever it is sent in the end
          eb.and({ path, form_hash: hashOf(sent) }),
        ])
      )
      .execute());
}

/**
 * Tells forms for one path apart: by `action`, and by the name that each copy of a form has where it makes something new,
 * so that two tabs with a new one each lose none.
 */
function hashOf(form: FormData): string {
  return sha256(JSON.stringify([textIn(form, "action"), textIn(form, "form_id")]));
}

function textIn(form: FormData, name: string): string | null {
  const value = form.get(name);
  return typeof value === "string" ? value : null;
}

/**
 * Hands what waits in a browser on to a new token, when somebody signs in there: whoever planted the old one reaches it no
 * more. What a visitor typed goes, like all else that visitors leave.
 *
 * @returns the new token, or undefined when nothing waits
 */
export async function moveKeptForms(trx: Trx, token: string): Promise<string | undefined> {
  const next = randomToken();
  await trx.deleteFrom("kept_forms")
    .where("browser_hash", "=", sha256(token))
    .where("user_id", "is", null)
    .execute();
  const { numUpdatedRows } = await trx.updateTable("kept_forms")
    .set({ browser_hash: sha256(next) })
    .where("browser_hash", "=", sha256(token))
    .executeTakeFirst();
  return numUpdatedRows > 0n ? next : undefined;
}
