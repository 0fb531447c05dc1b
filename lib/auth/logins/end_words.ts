import type { EndReason } from "@/lib/db/schema.ts";
import { momentInWords } from "@/lib/moment.ts";
import type { Ended } from "./logins.ts";

/** Why a login is over, after "ended" or "signed out": in a list, where everybody knows what it is about. */
export const END_REASONS: Readonly<Record<EndReason, string>> = {
  signed_out: "signed out",
  idle: "not used for a long time",
  expired: "reached its longest time",
  replaced: "signed in again in the same browser",
  deactivated: "the account was switched off",
  ended_by_owner: "ended from another device",
  ended_by_admin: "ended by an administrator",
  password_changed: "the password was changed",
  email_changed: "the email address was changed",
  deletion_requested: "the account is going to be deleted",
  protection: "turned up in another browser",
  key_retired: "the key of this site was replaced",
  restored: "this site went back to a backup",
};

/** What the login page tells the browser whose login has ended, and null where there is nothing to tell. */
export function whyEnded({ reason, at, by }: Ended, timeZone: string): string | null {
  const when = momentInWords(at, { timeZone });
  switch (reason) {
    case "idle":
      return "You were signed out because you had not been here for a while.";
    case "expired":
      return "You were signed out because your last sign-in was a long time ago.";
    case "deactivated":
      return "You were signed out because this account was switched off. The people who run this site can tell you more.";
    case "ended_by_owner":
      return `You were signed out from ${by ?? "another device"} on ${when}.`;
    case "ended_by_admin":
      return `An administrator signed you out on ${when}.`;
    case "password_changed":
      return `You were signed out because the password was changed on ${when}.`;
    case "email_changed":
      return `You were signed out because the email address of the account was changed on ${when}.`;
    case "deletion_requested":
      return "You were signed out because the account is going to be deleted. Sign in to keep it.";
    case "protection":
      return "You were signed out because your sign-in turned up in another browser.";
    case "key_retired":
      return "You were signed out because this site replaced the key that signs its cookies.";
    case "restored":
      return `You were signed out because this site went back to a backup on ${when}. What was changed shortly before may be missing.`;
    case "signed_out":
    case "replaced":
      return null;
  }
}
