import { write } from "@/lib/db/open.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { allowMail } from "../mails/limit.ts";
import { verifyMail } from "../mails/links.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { findLink, issueToken, takeLink } from "./one_time_tokens.ts";

/** What the link of a mail leads to, as the page of the link shows it. */
export type LinkPage =
  /** The proof that somebody reads mail at the address of the account. */
  | { readonly purpose: "verify"; readonly email: string }
  /** Another address for an account. */
  | { readonly purpose: "email"; readonly email: string; readonly from: string }
  /** A new account; `isOurs` is whether this browser asked for it. */
  | { readonly purpose: "register"; readonly email: string; readonly isOurs: boolean };

/**
 * Looks at a link without using it up; null when it is not good (any more).
 *
 * @param browserHash SHA-256 of what the visitor's session holds of a registration, if anything
 */
export async function readVerifyLink(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
  token: string,
  browserHash: string | null,
): Promise<LinkPage | null> {
  const link = await findLink(deps.db, deps, token, ["verify", "email", "register"]);
  if (!link) return null;
  const { email } = link;
  switch (link.purpose) {
    case "verify":
      return { purpose: "verify", email };
    case "email":
      return { purpose: "email", email, from: link.deed.from };
    case "register":
      return { purpose: "register", email, isOurs: link.deed.browserHash === browserHash };
  }
}

/**
 * Mails somebody a link that proves that they read mail at the address of their account, after the answer has left. An
 * address that was sent many mails lately gets none.
 *
 * @returns whether a mail is on its way
 */
export async function sendVerification(
  deps: AuthDeps,
  user: User,
  device: Device,
): Promise<boolean> {
  const { db, mailer, config, background } = deps;
  if (!mailer.canSend) return false;
  const leave = await allowMail(deps, "verify", { address: user.email, source: device.address });
  if (leave !== true) return false;
  background.run("verification", () =>
    write(db, async (trx) => {
      const link = { purpose: "verify", user, email: user.email, deed: {} } as const;
      const token = await issueToken(trx, deps, link);
      const to = { user, origin: config.origins[0] };
      await mailer.queue(trx, verifyMail({ ...to, token, lifetime: config.resetLifetime }));
    }));
  return true;
}

/** Takes the link for the proof that it is. Returns whose it was, or null when it is not good (any more). */
export async function verifyEmail(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">,
  token: string,
  device: Device,
): Promise<User | null> {
  return await recorded(deps, async (trx, happened) => {
    const link = await takeLink(trx, deps, token, "verify");
    if (!link) return null;
    const { user, email } = link;
    await trx.updateTable("users").set({ verified_at: deps.clock() })
      .where("id", "=", user.id)
      .execute();
    happened({ type: "email_verified", userId: user.id, device, details: { email } });
    return user;
  });
}
