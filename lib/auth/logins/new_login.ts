import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { momentInWords } from "@/lib/moment.ts";
import type { Flash } from "@/lib/session/mod.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { deviceWords } from "../device_words.ts";
import { newLoginMail } from "../mails/account.ts";
import { queueNotice } from "../mails/limit.ts";
import type { User } from "../user.ts";
import type { Login } from "./logins.ts";

/**
 * Tells a person of a login from a device that was never here: on the other devices, and by mail. Not of the very first
 * login, which is no news: that is looked up at once, before there can be a second one. The rest is done after the answer
 * has left.
 */
export async function welcomeLogin(
  deps: AuthDeps,
  user: User,
  loginId: string,
  device: Device,
): Promise<void> {
  const { db, clock, background, config } = deps;
  if (!await hasOtherLogins(db, user.id, loginId)) return;
  const occasion = { device, at: clock(), timeZone: user.timeZone };
  const to = { user, origin: config.origins[0] };
  background.run("new login", async () => {
    await noteNewLogin(db, { userId: user.id, loginId });
    await queueNotice(deps, db, { user, device }, newLoginMail(to, occasion));
  });
}

async function hasOtherLogins(db: Db, userId: string, loginId: string): Promise<boolean> {
  const other = await db.selectFrom("sessions").select("id")
    .where("user_id", "=", userId)
    .where("id", "!=", loginId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Has all other live logins of a person told that there is one from a device that was never here. */
async function noteNewLogin(
  db: Db,
  { userId, loginId }: { userId: string; loginId: string },
): Promise<void> {
  await write(db, (trx) =>
    trx.updateTable("sessions").set({ notice: loginId })
      .where("user_id", "=", userId)
      .where("id", "!=", loginId)
      .where("ended_at", "is", null)
      .execute());
}

/** Tells one login of the newer one, once, with a button that ends that one and asks for a new password. */
export async function tellOfNewLogin(
  { db, flash }: { db: Db; flash: Flash },
  { user, login }: { user: User; login: Login },
  newer: string,
): Promise<void> {
  const { numUpdatedRows } = await write(
    db,
    (trx) =>
      trx.updateTable("sessions").set({ notice: null })
        .where("id", "=", login.id)
        .where("notice", "=", newer) // of two requests at once, one tells
        .executeTakeFirst(),
  );
  if (numUpdatedRows === 0n) return;
  const row = await db.selectFrom("sessions")
    .select(["user_agent", "created_at"])
    .where("id", "=", newer)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (!row) return;
  const when = momentInWords(row.created_at, user);
  flash.add(
    `New sign-in to your account with ${deviceWords(row.user_agent)} on ${when}. Not you?`,
    "warning",
    {
      label: "Sign it out",
      action: "/account/sessions",
      fields: { session_id: newer, then: "password" },
    },
  );
}
