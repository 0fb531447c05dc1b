import { openKnownDatabase } from "@/lib/db/open.ts";
import type { Mail } from "@/lib/mailer/mod.ts";
import { createMailSealer } from "@/lib/mailer/sealed.ts";
import { SECRET } from "../../support/constants.ts";
import { until } from "../../support/waiting.ts";
import type { Witness } from "./witness.ts";

/** Where the story takes place. */
export interface Stage {
  readonly witness: Witness;
  /** Address of the database, such as `file:/tmp/x/data/cloakroom.db`. */
  readonly database: string;
}

/** All mails that the app keeps, opened; the newest last. */
export async function mailsIn({ database }: Stage): Promise<Mail[]> {
  const sealer = createMailSealer([SECRET]);
  const db = await openKnownDatabase({ databaseUrl: database });
  const rows = await db.selectFrom("mails").select("sealed").orderBy("created_at").execute();
  await db.destroy();
  return rows.map(({ sealed }) => sealer.open(sealed)!);
}

/** Waits for a new mail with a link of this kind to somebody, and returns the path. */
export async function mailedPath(
  stage: Stage,
  to: string,
  kind: "reset" | "verify",
): Promise<string> {
  const { witness } = stage;
  const link = new RegExp(`/${kind}/([\\w-]{43})`);
  const isKnown = (token: string) => witness.secrets.some(({ text }) => text === token);
  const fresh = await until(`a mail to ${to} with a ${kind} link`, async () => {
    const mails = (await mailsIn(stage)).filter((mail) => mail.to === to);
    const tokens = mails.flatMap(({ text }) => link.exec(text)?.[1] ?? []);
    return tokens.findLast((token) => !isKnown(token));
  });
  return `/${kind}/${witness.made(`the token of a ${kind} link`, fresh)}`;
}
