import { sha256 } from "@/lib/crypto/digest.ts";
import type { AuthDeps, Device } from "../deps.ts";
import type { User } from "../user.ts";
import { whyOver } from "./age.ts";
import type { LoginSession } from "./logins.ts";
import { wasSurelyRenewed } from "./renewed.ts";
import { movedTo } from "./resume.ts";
import { findLogin, findLoginForSure } from "./row.ts";

/** Who is signed in now, as an open page is told. */
export interface Presence {
  /** The same for the same person, whatever the login; null where nobody is signed in. See {@linkcode presenceTag}. */
  readonly user: string | null;
}

/**
 * Tells people apart, and nothing else. Ids are random, so a hash says no more than that; it takes no key, as a page that
 * is open while keys are replaced has to know its person again. 48 bits are plenty for the few people of one browser.
 */
export function presenceTag({ id }: Pick<User, "id">): string {
  return sha256(`presence ${id}`).slice(0, 8);
}

/**
 * Who a session belongs to now. A page asks that by itself, so it is no visit: nothing is noted, neither that the login was
 * seen, nor that it is over, nor the key of its cookie. The next page that a person opens does all that.
 *
 * @returns null where nothing can be said: the cookie has just been replaced by what another tab did
 */
export async function whoIsPresent(
  { db, clock, config }: Pick<AuthDeps, "db" | "clock" | "config">,
  session: LoginSession,
  device: Device,
): Promise<Presence | null> {
  const token = session.get("_login");
  if (!token) return { user: null };
  const hash = sha256(token);
  const row = await findLogin(db, hash) ?? await findLoginForSure(db, hash);
  if (!row) return await wasSurelyRenewed(db, token, clock()) ? null : { user: null };
  const isOver = whyOver(row, { clock, config }) !== null ||
    movedTo(row, device, config.sessionProtection) === "strong";
  return { user: isOver ? null : presenceTag(row) };
}
