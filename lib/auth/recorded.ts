import { write } from "@/lib/db/open.ts";
import { portions } from "@/lib/db/portions.ts";
import type { Trx } from "@/lib/db/schema.ts";
import type { AuthDeps } from "./deps.ts";
import type { AuthEvent, AuthEvents, EventType } from "./hooks.ts";

/** What happened, but for the time, which is now. */
type News = { [T in EventType]: Omit<AuthEvent<T>, "at"> }[EventType];
/** Notes that something happened. */
export type Happened = (news: News) => void;

/**
 * Changes an account, and the history with it: both or neither are kept. Once they are, the log and all listeners
 * are told.
 */
export async function recorded<T>(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  work: (trx: Trx, happened: Happened) => Promise<T>,
): Promise<T> {
  const events: AuthEvent[] = [];
  const { db, clock } = deps;
  const result = await write(db, async (trx) => {
    const result = await work(trx, (news) => events.push({ ...news, at: clock() } as AuthEvent));
    for (const rows of portions(events.flatMap(toRow))) {
      await trx.insertInto("events").values(rows).execute();
    }
    return result;
  });
  for (const event of events) tell(deps, event);
  return result;
}

/** Tells the log and all listeners of what is not worth a line in the history. */
export function noted(deps: Pick<AuthDeps, "clock" | "log" | "hooks">, news: News): void {
  tell(deps, { ...news, at: deps.clock() } as AuthEvent);
}

/** Of what happened, the log is told what is about nobody but the account's id: no name, no email, no path. */
const FOR_LOG: { readonly [T in EventType]?: readonly (keyof AuthEvents[T])[] } = {
  signed_in: ["login", "isRemembered", "isNewDevice"],
  signed_out: ["login"],
  refused: ["why"],
  confirmed: ["login"],
  ended: ["login", "reason"],
  password_changed: ["by"],
  reset_requested: ["by"],
  profile_changed: ["fields"],
  token_created: ["scope"],
  deleted: ["user"],
  deactivated: ["by"],
  activated: ["by"],
  role_changed: ["to", "by"],
};

function tell({ log, hooks }: Pick<AuthDeps, "log" | "hooks">, event: AuthEvent): void {
  const { type, userId, device: { address } } = event;
  const details = event.details as Record<string, string | boolean>;
  const names = (FOR_LOG[type] ?? []) as readonly string[];
  const told = Object.fromEntries(names.map((name) => [name, details[name]!]));
  const level = type === "refused" ? "warn" : "info";
  log[level]("account", { type, user: userId, ...told, address });
  hooks.tell(event);
}

/** What concerns no account is in nobody's history. */
function toRow({ userId, type, at, device, details }: AuthEvent) {
  if (userId === null) return [];
  return [{
    id: crypto.randomUUID(),
    user_id: userId,
    type,
    at,
    user_agent: device.userAgent,
    address: device.address,
    details: JSON.stringify(details),
  }];
}
