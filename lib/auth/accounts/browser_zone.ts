import type { AuthDeps, Device } from "../deps.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";

/** Names of places, as the IANA database has them; `Intl` would take offsets such as `+01:00` as well. */
const NAME = /^[A-Za-z][\w+/-]{0,63}$/;

/**
 * The time zone that a browser names, as this runtime spells it, or null when it knows no such zone: browsers have other
 * versions of the IANA database, or hide where they are.
 */
export function knownZone(name: string): string | null {
  if (!NAME.test(name)) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/**
 * Takes the time zone of the browser in which somebody signs in, where theirs was only guessed until now.
 *
 * @param name as the browser says it; what is no zone is left aside
 * @returns the zone, where it was taken
 */
export async function takeBrowserZone(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  user: User,
  name: string,
  device: Device,
): Promise<string | null> {
  const zone = knownZone(name);
  if (!zone || !await isGuessed(deps, user)) return null;
  await recorded(deps, async (trx, happened) => {
    await trx.updateTable("users")
      .set({ time_zone: zone, has_chosen_zone: 1, updated_at: deps.clock() })
      .where("id", "=", user.id)
      .where("has_chosen_zone", "=", 0)
      .execute();
    if (zone === user.timeZone) return;
    const details = { fields: "time zone" };
    happened({ type: "profile_changed", userId: user.id, device, details });
  });
  return zone;
}

async function isGuessed({ db }: Pick<AuthDeps, "db">, { id }: User): Promise<boolean> {
  const row = await db.selectFrom("users").select("has_chosen_zone")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.has_chosen_zone === 0;
}
