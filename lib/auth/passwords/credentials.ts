import { hashPassword, verifyPassword } from "@/lib/crypto/password_hash.ts";
import { write } from "@/lib/db/open.ts";
import type { UserRow } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { type KnownDevice, knows } from "../logins/known_device.ts";
import { provedBy } from "../logins/proof.ts";
import { recorded } from "../recorded.ts";
import { canonicalEmail, toUser, type User } from "../user.ts";
import { pairOf } from "./throttle_names.ts";
import { type Refusal, tryPassword } from "./tries.ts";

/** Said for every cause alike: an answer that differs would tell who has an account. */
export const WRONG_CREDENTIALS = "Incorrect email or password.";

type CredentialDeps = Pick<
  AuthDeps,
  "db" | "clock" | "sleep" | "log" | "config" | "hooks" | "inLine"
>;

/** What somebody offers to sign in with. */
interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly device: Device;
  /** What this browser is known for; see `deviceIn`. */
  readonly known: KnownDevice | null;
}

export type Authenticated =
  | {
    readonly ok: true;
    readonly user: User;
    /** Whether the account was about to be deleted, which signing in has just taken back. */
    readonly wasDeleting: boolean;
  }
  | Refusal;

/**
 * The user with this email and password. Refused is, in the same words and the same time, who has an unknown email or a
 * wrong password or an account that is not active; and who has tried too often, the right password too.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function authenticate(
  deps: CredentialDeps,
  { email, password, device, known }: Credentials,
): Promise<Authenticated> {
  const userId = (await findAccount(deps, email))?.id ?? null;
  const pair = pairOf(
    deps,
    email,
    userId && known && knows(known, userId)
      ? { kind: "device", id: known.id }
      : { kind: "address", id: device.address },
  );
  const found: { row?: UserRow } = {};
  const refusal = await tryPassword(deps, { pair, userId, device }, async () => {
    const row = await findAccount(deps, email); // only now: others may have stood in line before
    const looked = await look(deps, row, password);
    if (row) found.row = row;
    return looked;
  });
  if (refusal) return refusal;
  const row = found.row!;
  const wasDeleting = row.delete_at !== null;
  if (wasDeleting) await cancelDeletion(deps, row.id, device);
  return { ok: true, user: provedBy(toUser(row), row.password_hash), wasDeleting };
}

/**
 * Looks at the password of somebody who is signed in, before what is sensitive. Tries count for this login alone:
 * nobody elsewhere can lock its owner out of it.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function checkPassword(
  deps: CredentialDeps,
  user: User,
  password: string,
  { login, device }: { login: { readonly id: string }; device: Device },
): Promise<{ readonly ok: true } | Refusal> {
  const row = await findAccount(deps, user.email);
  const pair = pairOf(deps, user.email, { kind: "login", id: login.id });
  const attempt = { pair, userId: user.id, device };
  return await tryPassword(deps, attempt, () => look(deps, row, password)) ?? { ok: true };
}

/** What is to be deleted by now is as good as gone. */
async function findAccount({ db, clock }: CredentialDeps, email: string): Promise<UserRow | null> {
  const row = await db.selectFrom("users").selectAll()
    .where("email", "=", canonicalEmail(email))
    .where((is) => is.or([is("delete_at", "is", null), is("delete_at", ">", clock())]))
    .executeTakeFirst();
  return row ?? null;
}

/** Costs the same work whatever comes of it. */
async function look(deps: CredentialDeps, row: UserRow | null, password: string) {
  const { ok, outdated } = await verifyPassword(password, row?.password_hash ?? null);
  if (!row || !ok) return "wrong";
  if (!row.is_active) return "inactive";
  if (outdated) row.password_hash = await rehash(deps, row, password);
  return "right";
}

/**
 * Only now is the password at hand to be hashed with today's parameters.
 *
 * @returns the hash by which the password is kept: another instance may have been faster
 */
async function rehash(
  { db, clock }: CredentialDeps,
  { id, password_hash: old }: UserRow,
  password: string,
): Promise<string> {
  const password_hash = await hashPassword(password);
  const changed = await write(
    db,
    (trx) =>
      trx.updateTable("users").set({ password_hash, updated_at: clock() })
        .where("id", "=", id)
        .where("password_hash", "=", old)
        .returning("id")
        .executeTakeFirst(),
  );
  if (changed) return password_hash;
  const now = await db.selectFrom("users").select("password_hash").where("id", "=", id)
    .executeTakeFirst();
  const isStillGood = now && (await verifyPassword(password, now.password_hash)).ok;
  return isStillGood ? now.password_hash : old; // which is proof of nothing any more
}

async function cancelDeletion(deps: CredentialDeps, userId: string, device: Device): Promise<void> {
  await recorded(deps, async (trx, happened) => {
    await trx.updateTable("users").set({ delete_at: null }).where("id", "=", userId).execute();
    happened({ type: "deletion_cancelled", userId, device, details: {} });
  });
}
