import { sha256 } from "@/lib/crypto/digest.ts";
import { randomToken } from "@/lib/crypto/random.ts";
import type { Account } from "./accounts.ts";
import type { AuthDeps, Device } from "./deps.ts";
import { keysOf } from "./keys.ts";
import { recorded } from "./recorded.ts";

/** Stand-in until the reset links land. */
export async function startReset(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config" | "mailer">,
  user: Pick<Account, "id" | "email" | "name">,
  { by, device, mail = false }: { by: "admin" | "task"; device: Device; mail?: boolean },
): Promise<string> {
  const token = randomToken();
  const link = `${deps.config.origins[0]}/reset/${token}`;
  const now = deps.clock();
  await recorded(deps, async (trx, happened) => {
    await trx.insertInto("one_time_tokens").values({
      token_hash: sha256(token),
      purpose: "reset",
      user_id: user.id,
      email: user.email,
      sealed: keysOf(deps.config).oneTime.seal("{}"),
      created_at: now,
      expires_at: now + deps.config.resetLifetime * 1000,
      used_at: null,
    }).execute();
    if (mail) await deps.mailer.queue(trx, { to: user.email, subject: "Reset", text: link });
    happened({ type: "reset_requested", userId: user.id, device, details: { by } });
  });
  return link;
}
