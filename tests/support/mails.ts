import { sql } from "kysely";
import type { Deps } from "@/lib/app.ts";
import { createSealer } from "@/lib/crypto/seal.ts";
import type { Mail } from "@/lib/mailer/mod.ts";

/** The mails that an app keeps, opened; the newest last. What runs in the background is waited for. */
export async function mailsOf(
  { db, config, background }: Pick<Deps, "db" | "config" | "background">,
): Promise<Mail[]> {
  await background.idle();
  const sealer = createSealer(config.secrets, "mail");
  const rows = await db.selectFrom("mails").select("sealed")
    .orderBy("created_at").orderBy(sql`rowid`).execute();
  return rows.map(({ sealed }) => JSON.parse(sealer.open(sealed)!));
}
