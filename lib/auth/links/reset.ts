import { hashPassword } from "@/lib/crypto/password_hash.ts";
import type { Trx } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import type { Actor } from "../hooks.ts";
import { allowMail } from "../mails/limit.ts";
import { resetMail } from "../mails/links.ts";
import { passwordError } from "../passwords/policy.ts";
import { replacePassword } from "../passwords/replace.ts";
import { type Happened, recorded } from "../recorded.ts";
import { revokeAllTokens } from "../tokens/api_tokens.ts";
import { revokeAddress } from "../tokens/private_address.ts";
import { findActive, type User } from "../user.ts";
import { findLink, issueToken, takeLink } from "./one_time_tokens.ts";

type LinkDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config" | "mailer">;

/**
 * Sends whoever has an active account with this address the way to a new password, after the answer has left: its time
 * and its words are the same for all addresses (ASVS 5.0 §6.3.8). An address that was sent many mails lately gets none.
 *
 * @returns in how many seconds to ask again, when too many were asked for from this device; otherwise null
 */
export async function requestReset(
  deps: AuthDeps,
  email: string,
  device: Device,
): Promise<number | null> {
  const leave = await allowMail(deps, "reset", { address: email, source: device.address });
  if (typeof leave === "object") return leave.retryAfter;
  if (leave) deps.background.run("reset", () => resetByOwner(deps, email, device));
  return null;
}

async function resetByOwner(deps: LinkDeps, email: string, device: Device): Promise<void> {
  const user = await findActive(deps.db, email);
  if (user) await sendReset(deps, user, { by: "owner", device });
}

/** Mails a link to choose a new password with. The old password stays until it is used. */
export async function sendReset(
  deps: LinkDeps,
  user: User,
  { by, device }: { by: Actor; device: Device },
): Promise<void> {
  const { mailer, config, clock } = deps;
  await recorded(deps, async (trx, happened) => {
    const link = { purpose: "reset", user, email: user.email, deed: {} } as const;
    const token = await issueToken(trx, deps, link);
    const to = { user, origin: config.origins[0] };
    const lifetime = config.resetLifetime;
    const occasion = { device, at: clock(), timeZone: user.timeZone };
    await mailer.queue(trx, resetMail({ ...to, token, lifetime }, occasion, by));
    happened({ type: "reset_requested", userId: user.id, device, details: { by } });
  });
}

/** Whose password a link may change, or null when it is not good (any more). */
export async function resetOwner(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
  token: string,
): Promise<User | null> {
  const link = await findLink(deps.db, deps, token, ["reset"]);
  return link?.user ?? null;
}

/** What became of a new password: it is set; or refused, why; or nothing of both, because the link is not good. */
export type Reset =
  | { readonly ok: true; readonly user: User }
  | {
    readonly ok: false;
    readonly refused: { readonly user: User; readonly error: string } | null;
  };

const DEAD: Reset = { ok: false, refused: null };

/**
 * Sets the password of the account that a link was mailed to, if it is a good one; the link stays good as long as none
 * is. All sign-ins end, all other links die, and the owner is told (ASVS 5.0 §7.4.3). Where it is the first proof that
 * the mailbox is the owner's, API tokens and a private address end, too.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function resetPassword(
  deps: LinkDeps,
  token: string,
  password: string,
  device: Device,
): Promise<Reset> {
  const user = await resetOwner(deps, token);
  if (!user) return DEAD;
  const error = await passwordError(password, [user.email, user.name]);
  if (error) return { ok: false, refused: { user, error } };
  const passwordHash = await hashPassword(password);
  return await recorded(deps, async (trx, happened) => {
    const link = await takeLink(trx, deps, token, "reset");
    if (!link) return DEAD;
    const { user } = link;
    await proveAddress(trx, happened, { user, device, now: deps.clock() });
    await replacePassword(deps, trx, happened, { user, passwordHash, by: "reset", device });
    return { ok: true, user };
  });
}

/**
 * Who has opened the link reads mail at the address. If nobody had proved that before, anybody could have been in: who
 * takes their address back from a stranger leaves that one no way in.
 */
async function proveAddress(
  trx: Trx,
  happened: Happened,
  { user, device, now }: { user: User; device: Device; now: number },
): Promise<void> {
  if (user.isVerified) return;
  await trx.updateTable("users").set({ verified_at: now }).where("id", "=", user.id).execute();
  await revokeAllTokens(trx, happened, { user, device, now });
  await revokeAddress(trx, happened, { user, device });
}
