import { write } from "@/lib/db/open.ts";
import { inWords } from "@/lib/web/wait_words.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { countOne } from "../passwords/throttle.ts";
import { registrationPair } from "../passwords/throttle_names.ts";

const HOUR = 3_600_000;

/** More than a school that signs up together; far less than it takes to keep two cores hashing. */
export const MAX_REGISTRATIONS = 200;

/**
 * Counts a registration that is about to have its password hashed, and says in how many seconds to try again, where its
 * network has sent too many within this hour; otherwise null. Hashing is slow on purpose, and everybody who signs in needs
 * it: without a limit here, one sender of this form would keep all others out.
 */
export async function waitToRegister(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
  { address }: Device,
): Promise<number | null> {
  const now = deps.clock();
  const hour = Math.floor(now / HOUR);
  const pair = registrationPair(deps, address, hour);
  return await write(deps.db, async (trx) => {
    const row = await trx.selectFrom("throttles").select("failures")
      .where("account", "=", pair.account).where("source", "=", pair.source)
      .executeTakeFirst();
    if (row && row.failures >= MAX_REGISTRATIONS) {
      return Math.ceil(((hour + 1) * HOUR - now) / 1000);
    }
    await countOne(trx, pair, now);
    return null;
  });
}

/** What the form then says. */
export function tooManyRegistrations(retryAfter: number): string {
  return `Many accounts were asked for from your network. Please try again in ${
    inWords(retryAfter)
  }.`;
}
