import { sql } from "kysely";
import type { Db, Trx } from "@/lib/db/schema.ts";
import type { Mail } from "./mailer.ts";
import type { MailSealer } from "./sealed.ts";

/** A mail that is there to be looked at. */
export interface Kept extends Mail {
  readonly id: string;
  readonly createdAt: number;
}

/** How many mails the outbox keeps. */
const SHOWN = 100;

/** Tells two mails of one millisecond apart. */
const ROW = sql`rowid`;

/** The newest first; without what was sealed under a key that is gone. */
export async function readOutbox(db: Db, sealer: MailSealer): Promise<Kept[]> {
  const rows = await db.selectFrom("mails").select(["id", "sealed", "created_at"])
    .orderBy("created_at", "desc").orderBy(ROW, "desc")
    .limit(SHOWN)
    .execute();
  return rows.flatMap(({ id, sealed, created_at: createdAt }) => {
    const mail = sealer.open(sealed);
    return mail ? [{ id, createdAt, ...mail }] : [];
  });
}

/** Makes room: nobody leafs back further. */
export async function dropOldest(trx: Trx): Promise<void> {
  await trx.deleteFrom("mails")
    .where("sent_at", "is not", null)
    .where("id", "not in", (mails) =>
      mails.selectFrom("mails").select("id")
        .orderBy("created_at", "desc").orderBy(ROW, "desc")
        .limit(SHOWN))
    .execute();
}
