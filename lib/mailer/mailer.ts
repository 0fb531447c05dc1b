import type { Clock } from "@/lib/clock.ts";
import type { Config } from "@/lib/config.ts";
import { write } from "@/lib/db/open.ts";
import type { Db, Trx } from "@/lib/db/schema.ts";
import { dropOldest, type Kept, readOutbox } from "./outbox.ts";
import { createMailSealer } from "./sealed.ts";

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
  /** What `/dev/outbox` shows, the newest first. */
  outbox(): Promise<Kept[]>;
  /** Names who is told when a mail was queued. Its transaction may still be open, and may still fail. */
  onQueued(tell: () => void): void;
}

export interface MailerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Pick<Config, "mail" | "secrets">;
}

/** Keeps mails in the table `mails`, sealed, until they are delivered. */
export function createMailer({ db, clock, config }: MailerDeps): Mailer {
  const sealer = createMailSealer(config.secrets);
  const { kind } = config.mail;
  let told = () => {};
  return {
    canSend: kind !== "none",
    outbox: () => readOutbox(db, sealer),
    onQueued: (tell) => void (told = tell),
    async queue(db, mail) {
      if (kind === "none") return;
      const now = clock();
      const row = {
        id: crypto.randomUUID(),
        sealed: sealer.seal(mail),
        created_at: now,
        due_at: now,
        // Shown is delivered: a mail server that is set one day is not to find what was tried out before.
        sent_at: kind === "outbox" ? now : null,
        failed_at: null,
        failure: null,
      };
      await write(db, async (trx) => {
        await trx.insertInto("mails").values(row).execute();
        if (kind === "outbox") await dropOldest(trx);
      });
      told();
    },
  };
}
