import type { Clock } from "@/lib/clock.ts";
import type { Config } from "@/lib/config.ts";
import { createSealer } from "@/lib/crypto/seal.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";

/** A letter in plain text. */
export interface Mail {
  /** One address. */
  readonly to: string;
  readonly subject: string;
  /** Lines of any length; they are wrapped where they are read. */
  readonly text: string;
}

export interface Mailer {
  /** Whether there is any way to send. Without one, `queue` drops what it is given. */
  readonly canSend: boolean;
  /** Takes a mail, in the transaction that it belongs to. It leaves soon after that is committed. */
  queue(db: Db | Trx, mail: Mail): Promise<void>;
}

interface MailerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Pick<Config, "mail" | "secrets">;
}

/** Keeps mails in the table `mails`, sealed: the links in them would open accounts. */
export function createMailer({ clock, config }: MailerDeps): Mailer {
  const sealer = createSealer(config.secrets, "mail");
  const canSend = config.mail.kind !== "none";
  return {
    canSend,
    async queue(db, mail) {
      if (!canSend) return;
      const now = clock();
      const row = {
        id: crypto.randomUUID(),
        sealed: sealer.seal(JSON.stringify(mail)),
        created_at: now,
        due_at: now,
        sent_at: null,
        failed_at: null,
        failure: null,
      };
      await write(db, (trx) => trx.insertInto("mails").values(row).execute());
    },
  };
}
