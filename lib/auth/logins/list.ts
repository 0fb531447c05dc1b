import type { EndReason } from "@/lib/db/schema.ts";
import type { AuthDeps, Device } from "../deps.ts";
import { deviceWords } from "../device_words.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { whyOver } from "./age.ts";
import { endLogins } from "./end.ts";
import type { Login } from "./logins.ts";

/** One sign-in, as its owner sees it. Times are milliseconds since 1970. */
export interface ListedLogin {
  readonly id: string;
  /** Browser and system in words. */
  readonly device: string;
  readonly address: string;
  readonly isRemembered: boolean;
  readonly createdAt: number;
  readonly seenAt: number;
  /** Why it is over; null while it lives. */
  readonly over: { readonly reason: EndReason; readonly at: number | null } | null;
}

/** More than anybody has devices, and than anybody looks through; what is older than these is in the history. */
const LIMITS = { live: 200, over: 50 };

/**
 * A person's sign-ins, the one that was seen last first: those that live, whatever has ended since, and then the last of
 * those that are over. So nobody hides a login by signing in and out again and again.
 *
 * @param keyIds the keys that still verify cookies: a login that hangs on another one is over
 */
export async function listLogins(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
  userId: string,
  keyIds: readonly string[],
): Promise<ListedLogin[]> {
  const all = deps.db.selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .selectAll("sessions")
    .select("is_active")
    .where("user_id", "=", userId)
    .orderBy("seen_at", "desc")
    .orderBy("sessions.id");
  const live = await all.where("ended_at", "is", null).limit(LIMITS.live).execute();
  const over = await all.where("ended_at", "is not", null).limit(LIMITS.over).execute();
  return [...live, ...over].map((row) => {
    const reason = whyOver(row, deps, keyIds);
    return {
      id: row.id,
      device: deviceWords(row.user_agent),
      address: row.address,
      isRemembered: !!row.remember,
      createdAt: row.created_at,
      seenAt: row.seen_at,
      over: reason && { reason, at: row.ended_at },
    };
  });
}

/** A person at one of their devices. */
interface Owner {
  readonly user: User;
  readonly login: Login;
  readonly device: Device;
}

type EndDeps = Pick<AuthDeps, "db" | "clock" | "log" | "hooks">;

/** Ends one of a person's own logins; returns whether there was such a one, alive. */
export async function endOneLogin(deps: EndDeps, owner: Owner, id: string): Promise<boolean> {
  return (await endOwn(deps, owner, { only: id })).length > 0;
}

/** Ends all of a person's logins but the one at hand; returns how many there were. */
export async function endOtherLogins(deps: EndDeps, owner: Owner): Promise<number> {
  return (await endOwn(deps, owner, { keep: owner.login.id })).length;
}

function endOwn(
  deps: EndDeps,
  { user, device }: Owner,
  which: { only: string } | { keep: string },
): Promise<string[]> {
  const ending = {
    userId: user.id,
    reason: "ended_by_owner" as const,
    by: deviceWords(device.userAgent),
    device,
    now: deps.clock(),
  };
  return recorded(deps, (trx, happened) => endLogins(trx, happened, { ...ending, ...which }));
}
