import { CLOCK_SKEW } from "@/lib/clock.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import type { Mail } from "@/lib/mailer/mod.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { countOne, elsewhere } from "../passwords/throttle.ts";
import { type MailKind, mailPairOf, type Pair } from "../passwords/throttle_names.ts";
import type { User } from "../user.ts";

const HOUR = 3_600_000;
const MAX_MAILS = 5;
/** As many get no further one whoever asks: so many sources are one sender's. */
const HARD_LIMIT = 20;
const MAX_RECIPIENTS = 40;

/** Whether a mail may go out; for a source that has asked for too many, in how many seconds it may ask again. */
export type MailLeave = boolean | { readonly retryAfter: number };

/**
 * Counts a mail that a form is about to cause, and says whether it may: at most five of a kind to one address before an
 * hour has passed without one, and to at most 40 addresses an hour for one source. A source that has not asked yet gets
 * one all the same, since it may be the owner. So the form is of no use for flooding others, or for keeping mails from them. Each kind counts for itself: or strangers would use up, at another form, what an owner needs for a new password.
 *
 * @param kind what the mail is for
 * @param address to whom the mail goes
 * @param source the address on the network from which it is asked for
 */
export async function allowMail(
  deps: Pick<AuthDeps, "clock" | "config"> & { readonly db: Db | Trx },
  kind: MailKind,
  { address, source }: { address: string; source: string },
): Promise<MailLeave> {
  const pair = mailPairOf(deps, kind, address, source);
  return await write(deps.db, async (trx) => {
    const now = deps.clock();
    const wait = await waitForSource(trx, pair, now);
    if (wait > 0) return { retryAfter: Math.ceil(wait / 1000) };
    const { all, own } = await mailsTo(trx, pair, now);
    if (all >= HARD_LIMIT || (all >= MAX_MAILS && own > 0)) return false;
    await countOne(trx, pair, now, HOUR);
    return true;
  });
}

/**
 * Queues a mail that tells somebody what happened to their account. Where nobody has proved to read mail at its address,
 * that may be a stranger's, and then whoever took it must not be able to fill a mailbox by using the account.
 */
export async function queueNotice(
  deps: Pick<AuthDeps, "clock" | "config" | "mailer">,
  db: Db | Trx,
  { user, device }: { user: User; device: Device },
  mail: Mail,
): Promise<void> {
  const pair = { address: user.email, source: device.address };
  const may = user.isVerified || await allowMail({ ...deps, db }, "notice", pair) === true;
  if (may) await deps.mailer.queue(db, mail);
}

/** How many have gone to an address within the last hour, and how many of them this source has asked for. */
async function mailsTo(trx: Trx, { account, source }: Pair, now: number) {
  const rows = await trx.selectFrom("throttles").select(["source", "failures"])
    .where("account", "=", account)
    .where("failed_at", ">", now - HOUR)
    .where("failed_at", "<", now + CLOCK_SKEW) // what a wrong clock wrote counts for nothing
    .execute();
  const all = rows.reduce((sum, { failures }) => sum + failures, 0);
  return { all, own: rows.find((row) => row.source === source)?.failures ?? 0 };
}

async function waitForSource(trx: Trx, pair: Pair, now: number): Promise<number> {
  const times = await elsewhere(trx, pair, { since: now - HOUR, now, limit: MAX_RECIPIENTS });
  const first = times[MAX_RECIPIENTS - 1];
  return first === undefined ? 0 : first + HOUR - now;
}
