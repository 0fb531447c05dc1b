import { sha256 } from "@/lib/crypto/digest.ts";
import { hashPassword, verifyPassword } from "@/lib/crypto/password_hash.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import { write } from "@/lib/db/open.ts";
import type { Session } from "@/lib/session/mod.ts";
import {
  addAccount,
  refusal,
  type Registration,
  type RegistrationErrors,
} from "../accounts/registration.ts";
import type { AuthDeps, Device } from "../deps.ts";
import type { LoginData } from "../logins/logins.ts";
import { knownAddressMail } from "../mails/account.ts";
import { type Occasion, tooManyMails } from "../mails/letter.ts";
import { allowMail } from "../mails/limit.ts";
import { newAccountMail } from "../mails/links.ts";
import { recorded } from "../recorded.ts";
import { canonicalEmail, toUser, type User } from "../user.ts";
import {
  amendLink,
  findLink,
  issueToken,
  killToken,
  type OneTimeLink,
  type PendingAccount,
  takeLink,
} from "./one_time_tokens.ts";

type LinkDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config" | "mailer">;

/** What a session holds of a registration that waits for its mail. */
export interface PendingData extends LoginData {
  /** A random value, by which the browser that registered is known again. */
  _registering?: string;
}

/** How often the password of a waiting account may be tried, until its link is dead. */
const MAX_TRIES = 5;

export type PendingRegistration =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: RegistrationErrors; readonly retryAfter?: number };

/**
 * Takes a registration where each has to be confirmed by mail. Nobody learns from the answer, or from its time, whether
 * there is an account with the address already: the password is hashed in any case, and everything else is done after
 * the answer has left (ASVS 5.0 §6.3.8).
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function requestRegistration(
  deps: AuthDeps,
  session: Session<PendingData>,
  registration: Registration,
  device: Device,
): Promise<PendingRegistration> {
  const refused = await refusal(deps, registration, device);
  if (refused) return refused;
  const email = canonicalEmail(registration.email);
  const leave = await allowMail(deps, "register", { address: email, source: device.address });
  if (typeof leave === "object") {
    return { ok: false, errors: { email: tooManyMails(leave.retryAfter) }, ...leave };
  }
  const pending = {
    name: registration.name.trim(),
    passwordHash: await hashPassword(registration.password),
    timeZone: registration.timeZone,
    hasChosenZone: registration.hasChosenZone,
    browserHash: sha256(session.setDefault("_registering", randomToken())),
    tries: 0,
  };
  const at = deps.clock();
  if (leave) {
    deps.background.run("registration", () => mailPending(deps, email, pending, { device, at }));
  }
  return { ok: true };
}

/** Mails the link that makes the account, or tells the owner of the one that is there. */
async function mailPending(
  deps: LinkDeps,
  email: string,
  deed: PendingAccount,
  { device, at }: Omit<Occasion, "timeZone">,
): Promise<void> {
  const { config: { origins: [origin], resetLifetime: lifetime }, mailer } = deps;
  await write(deps.db, async (trx) => {
    const known = await trx.selectFrom("users").selectAll()
      .where("email", "=", email)
      .executeTakeFirst();
    if (!known) {
      const token = await issueToken(trx, deps, { purpose: "register", user: null, email, deed });
      const to = { user: { email, isVerified: false } as const, origin, token, lifetime };
      await mailer.queue(trx, newAccountMail(to, { device, at, timeZone: deed.timeZone }));
    } else if (known.is_active) {
      const user = toUser(known);
      const occasion = { device, at, timeZone: user.timeZone };
      await mailer.queue(trx, knownAddressMail({ user, origin }, occasion));
    }
  });
}

/** By what a link knows the browser in which its registration was made; null where none was. */
export function browserHashOf(session: Session<PendingData>): string | null {
  const value = session.get("_registering");
  return value ? sha256(value) : null;
}

/** What became of a waiting account. */
export type Completed =
  | { readonly ok: true; readonly user: User }
  | { readonly ok: false; readonly why: "dead" | "wrong password" | "taken" };

/**
 * Makes the account of a link. The link alone is not enough: somebody could have asked for an account with another's
 * address and a password of their own, to be there already when the owner comes. So it takes the browser in which the
 * account was asked for, or the password that was chosen for it.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function completeRegistration(
  deps: LinkDeps,
  token: string,
  { browserHash, password, device }: {
    browserHash: string | null;
    password: string;
    device: Device;
  },
): Promise<Completed> {
  const link = await findLink(deps.db, deps, token, ["register"]);
  if (!link) return { ok: false, why: "dead" };
  if (link.deed.browserHash !== browserHash) {
    const refused = await tryPassword(deps, token, password);
    if (refused) return { ok: false, why: refused };
  }
  return await recorded(deps, async (trx, happened) => {
    const link = await takeLink(trx, deps, token, "register");
    if (!link) return { ok: false, why: "dead" };
    const user = await addAccount(trx, happened, accountOf(link, device, deps.clock()));
    return user ? { ok: true, user } : { ok: false, why: "taken" };
  });
}

function accountOf({ email, deed }: OneTimeLink<"register">, device: Device, now: number) {
  const { name, passwordHash, timeZone, hasChosenZone = false } = deed;
  return { name, email, passwordHash, timeZone, hasChosenZone, isVerified: true, device, now };
}

/** Why a password does not open a waiting account, or null when it does. The last try that fails kills the link. */
async function tryPassword(
  deps: LinkDeps,
  token: string,
  password: string,
): Promise<"dead" | "wrong password" | null> {
  const pending = await countTry(deps, token);
  if (!pending) return "dead";
  const { ok } = await verifyPassword(password, pending.passwordHash);
  if (ok) return null;
  if (pending.tries < MAX_TRIES) return "wrong password";
  await write(deps.db, (trx) => killToken(trx, token));
  return "dead";
}

/** Counted before the password is looked at, so that trying many at once is no way around. */
async function countTry(deps: LinkDeps, token: string): Promise<PendingAccount | null> {
  return await write(deps.db, async (trx) => {
    const link = await findLink(trx, deps, token, ["register"]);
    if (!link || link.deed.tries >= MAX_TRIES) return null;
    const deed = { ...link.deed, tries: link.deed.tries + 1 };
    await amendLink<"register">(trx, deps, token, deed);
    return deed;
  });
}
