import { isDuplicate } from "@/lib/db/busy.ts";
import type { Trx } from "@/lib/db/schema.ts";
import type { Mail } from "@/lib/mailer/mod.ts";
import { emailError } from "../accounts/fields.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { endLogins } from "../logins/end.ts";
import type { Login } from "../logins/logins.ts";
import { addressChangedMail, addressChangeNotice, addressInUseMail } from "../mails/account.ts";
import { type Occasion, tooManyMails } from "../mails/letter.ts";
import { allowMail, queueNotice } from "../mails/limit.ts";
import { newAddressMail } from "../mails/links.ts";
import { type Happened, recorded } from "../recorded.ts";
import { canonicalEmail, toUser, type User } from "../user.ts";
import { issueToken, killTokens, type OneTimeLink, takeLink } from "./one_time_tokens.ts";

type LinkDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config" | "mailer">;

/** Whether the mails are on their way, or why not. */
export type ChangeRequest =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string };

/**
 * Asks for another address for an account, which it gets once somebody confirms to read mail there; the owner is told at
 * the old one. Whether the new one belongs to another account only that one's owner learns: the mails are written after
 * the answer has left.
 */
export async function requestEmailChange(
  deps: AuthDeps,
  user: User,
  newEmail: string,
  device: Device,
): Promise<ChangeRequest> {
  const email = canonicalEmail(newEmail);
  const error = emailError(email) ?? changeError(deps, user, email);
  if (error) return { ok: false, error };
  const leave = await allowMail(deps, "email", { address: email, source: device.address });
  if (typeof leave === "object") return { ok: false, error: tooManyMails(leave.retryAfter) };
  const occasion = { device, at: deps.clock(), timeZone: user.timeZone };
  if (leave) deps.background.run("email change", () => mailBoth(deps, user, email, occasion));
  return { ok: true };
}

function changeError({ mailer }: LinkDeps, user: User, email: string): string | null {
  if (email === user.email) return "This is the address that your account has already.";
  if (mailer.canSend) return null;
  return "This server sends no mail, so it cannot find out whether this address is yours.";
}

async function mailBoth(
  deps: LinkDeps,
  user: User,
  email: string,
  occasion: Occasion,
): Promise<void> {
  const { mailer, config: { origins: [origin] } } = deps;
  const { device } = occasion;
  await recorded(deps, async (trx, happened) => {
    // Also where it will not be mailed: links to other addresses that were asked for before are dead now.
    const link = { purpose: "email", user, email, deed: { from: user.email } } as const;
    const token = await issueToken(trx, deps, link);
    const mail = await mailToNew(deps, trx, { email, token, occasion });
    if (mail) await mailer.queue(trx, mail);
    const notice = addressChangeNotice({ user, origin }, occasion, email);
    await queueNotice(deps, trx, { user, device }, notice);
    happened({ type: "email_change_requested", userId: user.id, device, details: { to: email } });
  });
}

/** The link, or to the owner of another account with this address that it was wanted; none to one that is switched off. */
async function mailToNew(
  { config: { origins: [origin], resetLifetime: lifetime } }: LinkDeps,
  trx: Trx,
  { email, token, occasion }: { email: string; token: string; occasion: Occasion },
): Promise<Mail | null> {
  const taken = await trx.selectFrom("users").selectAll()
    .where("email", "=", email)
    .executeTakeFirst();
  if (!taken) {
    return newAddressMail(
      { user: { email, isVerified: false }, origin, token, lifetime },
      occasion,
    );
  }
  if (!taken.is_active) return null;
  const user = toUser(taken);
  return addressInUseMail({ user, origin }, {
    ...occasion,
    timeZone: user.timeZone,
  });
}

/** What became of a new address; without `user` the link was not good (any more). */
export type EmailChange =
  | { readonly ok: true; readonly user: User; readonly email: string }
  | { readonly ok: false; readonly isTaken: boolean };

/**
 * Gives the account of a link the address that the link was mailed to, if nobody else has got it meanwhile. All other
 * links die, and all sign-ins end but the one that confirms (ASVS 5.0 §7.4.3).
 *
 * @param login that of the browser which confirms; it stays if it belongs to the same person
 */
export async function changeEmail(
  deps: LinkDeps,
  token: string,
  { device, login }: { device: Device; login: Pick<Login, "id"> | null },
): Promise<EmailChange> {
  return await recorded(deps, async (trx, happened) => {
    const link = await takeLink(trx, deps, token, "email");
    if (!link) return { ok: false, isTaken: false };
    if (!await moveTo(trx, link, deps.clock())) return { ok: false, isTaken: true };
    await tellAndEnd(deps, trx, happened, { link, device, keep: login?.id });
    return { ok: true, user: link.user, email: link.email };
  });
}

/** The unique index decides, so that of many who want one address at once one gets it. */
async function moveTo(trx: Trx, link: OneTimeLink<"email">, now: number): Promise<boolean> {
  try {
    await trx.updateTable("users")
      .set({ email: link.email, verified_at: now, updated_at: now })
      .where("id", "=", link.user.id)
      .execute();
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

async function tellAndEnd(
  deps: LinkDeps,
  trx: Trx,
  happened: Happened,
  { link, device, keep }: { link: OneTimeLink<"email">; device: Device; keep?: string },
): Promise<void> {
  const { user, email } = link;
  const now = deps.clock();
  await killTokens(trx, user.id);
  const details = { from: user.email, to: email };
  happened({ type: "email_changed", userId: user.id, device, details });
  const reason = "email_changed";
  await endLogins(trx, happened, { userId: user.id, keep, reason, device, now });
  const occasion = { device, at: now, timeZone: user.timeZone };
  const to = { user, origin: deps.config.origins[0] };
  await queueNotice(deps, trx, { user, device }, addressChangedMail(to, occasion, email));
}
