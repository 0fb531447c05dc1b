import type { AuthDeps, Device } from "../deps.ts";
import { sendReset } from "../links/reset.ts";
import { findActive, type User } from "../user.ts";
import type { Account } from "./accounts.ts";
import { type AccountChange, type Changed, endAllLogins, setActive, setRole } from "./status.ts";

/** What an admin may do to an account, as forms name it. */
export type AccountAction =
  | "deactivate"
  | "activate"
  | "make-admin"
  | "make-user"
  | "end-sessions"
  | "start-reset";

/** An admin in front of an account. */
interface Case {
  readonly account: Account;
  readonly admin: Pick<User, "id">;
}

/** What an admin is told afterwards. */
export interface Told {
  readonly isDone: boolean;
  readonly text: string;
}

/**
 * What makes sense with an account as it is. Admins may hand back their own right, but not shut themselves out: that
 * takes one click, and only somebody else could undo it. For all else about oneself there are the account's own pages.
 */
export function possibleActions({ account, admin }: Case, canSend: boolean): AccountAction[] {
  const { isActive, isAdmin } = account;
  if (account.id === admin.id) return ["make-user"];
  if (!isActive) return ["activate", ...(isAdmin ? ["make-user" as const] : [])];
  return [
    ...(canSend ? ["start-reset" as const] : []),
    "end-sessions",
    isAdmin ? "make-user" : "make-admin",
    "deactivate",
  ];
}

/** Does it, or says why not. The page with the button may be an old one, so each rule is asked again. */
export async function actOn(
  deps: AuthDeps,
  { account, admin, action, device }: Case & { action: string; device: Device },
): Promise<Told> {
  const change = { userId: account.id, by: "admin" as const, device };
  if (account.id === admin.id && action !== "make-user") return OWN;
  switch (action) {
    case "deactivate":
      return told(
        await setActive(deps, { ...change, isActive: false }),
        "The account is switched off, and signed out everywhere.",
      );
    case "activate":
      return told(
        await setActive(deps, { ...change, isActive: true }),
        "The account is switched on again.",
      );
    case "make-admin":
      return told(
        await setRole(deps, { ...change, role: "admin" }),
        `${account.name} is an administrator now.`,
      );
    case "make-user":
      return told(
        await setRole(deps, { ...change, role: "user" }),
        `${account.name} is not an administrator any more.`,
      );
    case "end-sessions":
      return endedWords(await endAllLogins(deps, change));
    case "start-reset":
      return await mailReset(deps, account, change);
  }
  return { isDone: false, text: "That cannot be done to an account." };
}

async function mailReset(
  deps: AuthDeps,
  { email }: Account,
  { by, device }: AccountChange,
): Promise<Told> {
  const user = await findActive(deps.db, email);
  if (!user) return told("inactive", "");
  if (!deps.mailer.canSend) return NO_MAIL;
  await sendReset(deps, user, { by, device });
  return done(`A link to choose a new password is on its way to ${email}.`);
}

const OWN: Told = {
  isDone: false,
  text: "That is your own account. Its own pages are for that, or another administrator.",
};
const NO_MAIL: Told = { isDone: false, text: "This app sends no mails, so no link can be sent." };

function done(text: string): Told {
  return { isDone: true, text };
}

function told(changed: Changed, success: string): Told {
  if (changed === "done") return done(success);
  return { isDone: false, text: REFUSED[changed] };
}

const REFUSED: Record<Exclude<Changed, "done">, string> = {
  same: "There was nothing to do: it was so already.",
  missing: "This account does not exist any more.",
  last_admin:
    "Nobody would be left to look after the accounts. Make somebody else an administrator first.",
  inactive: "The account is switched off. Switch it on first.",
};

function endedWords(count: number): Told {
  if (count === 0) return { isDone: false, text: "Nobody is signed in to this account." };
  return done(count === 1 ? "One device is signed out." : `${count} devices are signed out.`);
}
