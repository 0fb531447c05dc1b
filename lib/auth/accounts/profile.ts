import type { AuthDeps, Device } from "../deps.ts";
import { recorded } from "../recorded.ts";
import { canonicalEmail, type User } from "../user.ts";
import { emailError, type Errors, nameError } from "./fields.ts";

/** The fields of the profile as they are typed. */
export interface ProfileFields {
  readonly name: string;
  readonly email: string;
  readonly time_zone: string;
}

export type ProfileErrors = Errors<keyof ProfileFields>;

export function profileFieldsOf({ name, email, timeZone }: User): ProfileFields {
  return { name, email, time_zone: timeZone };
}

/** What is wrong with each field; nothing when all is well. */
export function profileErrors(fields: ProfileFields, user: User): ProfileErrors {
  const errors: ProfileErrors = {};
  const name = nameError(fields.name);
  if (name) errors.name = name;
  const email = wantsOtherEmail(fields, user) && emailError(fields.email);
  if (email) errors.email = email;
  if (!timeZones(user.timeZone).includes(fields.time_zone)) {
    errors.time_zone = "Please choose one of these time zones.";
  }
  return errors;
}

/** Whether the address is to be another one, which takes more than a changed field. */
export function wantsOtherEmail({ email }: ProfileFields, user: User): boolean {
  return canonicalEmail(email) !== user.email;
}

/**
 * Changes name and time zone, and returns whether that changed anything. Whoever saves a zone that was only guessed has
 * chosen it.
 */
export async function changeProfile(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks">,
  { user, device }: { user: User; device: Device },
  { name, time_zone }: ProfileFields,
): Promise<boolean> {
  const changed = [
    ...name.trim() !== user.name ? ["name"] : [],
    ...time_zone !== user.timeZone ? ["time zone"] : [],
  ];
  const isChanged = changed.length > 0;
  const values = { name: name.trim(), time_zone, updated_at: deps.clock() };
  await recorded(deps, async (trx, happened) => {
    await trx.updateTable("users")
      .set({ has_chosen_zone: 1, ...(isChanged && values) })
      .where("id", "=", user.id)
      .execute();
    if (!isChanged) return;
    const details = { fields: changed.join(", ") };
    happened({ type: "profile_changed", userId: user.id, device, details });
  });
  return isChanged;
}

/** The time zones to choose from (IANA names), by name. The one at hand is among them, whatever its age. */
export function timeZones(current: string): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current])].sort();
}
