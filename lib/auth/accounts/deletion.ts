import { momentInWords } from "@/lib/moment.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { endLogins } from "../logins/end.ts";
import { forget, type LoginSession } from "../logins/logins.ts";
import { deletionMail } from "../mails/deletion.ts";
import { queueNotice } from "../mails/limit.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { isLastAdmin } from "./accounts.ts";
import { RETENTION } from "./retention.ts";

/** When the account goes, in milliseconds since 1970, or why it does not. */
export type DeletionRequest =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly error: string };

/**
 * Has an account deleted in 14 days, with all that belongs to it; see `sweep`. Signing in before takes it back, and until
 * then nobody is signed in: all logins end, this one too. The owner is told by mail.
 */
export async function requestDeletion(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config" | "mailer">,
  { user, device, session }: { user: User; device: Device; session: LoginSession },
): Promise<DeletionRequest> {
  const { clock, config } = deps;
  const now = clock();
  const at = now + RETENTION.deletionGrace;
  const isDone = await recorded(deps, async (trx, happened) => {
    if (await isLastAdmin(trx, user.id)) return false;
    await trx.updateTable("users").set({ delete_at: at, updated_at: now })
      .where("id", "=", user.id)
      .execute();
    happened({ type: "deletion_requested", userId: user.id, device, details: { at } });
    const reason = "deletion_requested";
    await endLogins(trx, happened, { userId: user.id, reason, device, now });
    const to = { user, origin: config.origins[0] };
    const occasion = { device, at: now, timeZone: user.timeZone };
    const mail = deletionMail(to, occasion, momentInWords(at, user));
    await queueNotice(deps, trx, { user, device }, mail);
    return true;
  });
  if (!isDone) return { ok: false, error: LAST_ADMIN };
  forget(session);
  return { ok: true, at };
}

const LAST_ADMIN =
  "You are the only administrator here, and without one nobody could look after the accounts. Please make somebody else an administrator first.";
