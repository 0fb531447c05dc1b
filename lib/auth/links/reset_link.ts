import { type AuthDeps, NO_DEVICE } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { issueToken } from "./one_time_tokens.ts";

/**
 * The same link that `sendReset` mails, for whoever runs the app to hand over by another way: there may be no mail
 * server. Links that were made for this account before open nothing any more.
 */
export async function resetLink(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">,
  user: User,
): Promise<string> {
  const token = await recorded(deps, async (trx, happened) => {
    const details = { by: "task" } as const;
    happened({ type: "reset_requested", userId: user.id, device: NO_DEVICE, details });
    return await issueToken(trx, deps, { purpose: "reset", user, email: user.email, deed: {} });
  });
  return `${deps.config.origins[0]}/reset/${token}`;
}
