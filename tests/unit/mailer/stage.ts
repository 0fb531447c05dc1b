import { readConfig } from "@/lib/config.ts";
import { createMailer, startDelivery } from "@/lib/mailer/mod.ts";
import { createLog } from "@/lib/web/log.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { CERTIFICATE } from "../../support/certificate.ts";
import { openTestDatabase } from "../../support/database.ts";

export const LETTER = {
  to: "ada@example.org",
  subject: "Choose a new password",
  text: "Hello Ada,\n\nopen http://localhost:8000/reset/abc\n\nYour Cloakroom\n",
};

const MINUTE = 60_000;

/**
 * What sends mails in an app, and nothing else of it, with a clock that stands still.
 *
 * @param env settings; SMTP_URL among them
 */
export async function mailStage(env: Record<string, string>) {
  const config = readConfig({ SECRET_KEY: SECRET, ...env });
  const db = await openTestDatabase(env.DATABASE_URL);
  const time = { now: NOW };
  const clock = () => time.now;
  const lines: string[] = [];
  const log = createLog("json", (line) => lines.push(line));
  const mailer = createMailer({ config, db, clock });
  const delivery = startDelivery({ config, db, clock, log, mailer }, CERTIFICATE);
  return {
    db,
    mailer,
    delivery,
    /** What was logged, without the time. */
    logged: () =>
      lines.map((line) => {
        const { time: _, ...rest } = JSON.parse(line);
        return rest;
      }),
    rows: () => db.selectFrom("mails").selectAll().execute(),
    /** Moves the clock on, and looks what is due then. */
    afterMinutes: (minutes: number) => {
      time.now += minutes * MINUTE;
      return delivery.wake();
    },
    [Symbol.asyncDispose]: async () => {
      await delivery.stop();
      await db.destroy();
    },
  };
}
