import { expressionBuilder, type Updateable } from "kysely";
import { write } from "@/lib/db/open.ts";
import type { Db, MailsTable, Tables } from "@/lib/db/schema.ts";
import type { Outcome } from "./outcome.ts";

/** A mail that this process, and no other, is sending. */
export interface Claim {
  readonly id: string;
  readonly sealed: string;
  readonly created_at: number;
  /** This one included. */
  readonly tries: number;
}

const MINUTE = 60_000;

/** For how long nobody else takes a claimed mail, in milliseconds: longer than any try may last. */
const LEASE = 5 * MINUTE;

/** How many are claimed, and sent, at once. */
export const AT_ONCE = 5;

/** How long to wait after the first try, the second and so on, in milliseconds: about a day in all. */
const PAUSES = [1, 5, 30, 120, 360, 900].map((minutes) => minutes * MINUTE);

/**
 * Takes mails that are due. The write lock is taken first, so a mail goes to one process only, and none is seen whose
 * transaction is still open.
 */
export function claimDue(db: Db, now: number): Promise<Claim[]> {
  return write(db, (trx) =>
    trx.updateTable("mails")
      .set(({ eb }) => ({ due_at: now + LEASE, tries: eb("tries", "+", 1) }))
      .where("id", "in", (mails) =>
        mails.selectFrom("mails").select("id")
          .where("sent_at", "is", null)
          .where("failed_at", "is", null)
          .where("due_at", "<=", now)
          .orderBy("due_at")
          .limit(AT_ONCE))
      .returning(["id", "sealed", "created_at", "tries"])
      .execute());
}

/**
 * Notes what became of a claimed mail.
 *
 * @returns when it will be tried again, or null when that is over
 */
export async function settle(
  db: Db,
  claim: Claim,
  outcome: Outcome,
  now: number,
): Promise<number | null> {
  const next = nextState(claim, outcome, now);
  const { and } = expressionBuilder<Tables, "mails">();
  const ours = and({ id: claim.id, tries: claim.tries }); // if not, the lease ran out, and it is another's
  await write<unknown>(db, (trx) =>
    next === null
      // The server has it, the log its id, and nobody needs the links in it any more.
      ? trx.deleteFrom("mails").where(ours).execute()
      : trx.updateTable("mails").set(next).where(ours).execute());
  return next?.due_at ?? null;
}

function nextState(
  { tries }: Claim,
  outcome: Outcome,
  now: number,
): Updateable<MailsTable> | null {
  if (outcome.kind === "sent") return null;
  if (outcome.kind === "stopped") return { due_at: now, tries: tries - 1 };
  const { kind, reason: failure } = outcome;
  const pause = PAUSES[tries - 1];
  if (kind === "failed" && pause !== undefined) return { due_at: now + pause, failure };
  return { failed_at: now, failure, sealed: "" };
}
