import type { Clock } from "@/lib/clock.ts";
import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { isDuplicate } from "@/lib/db/busy.ts";
import { write } from "@/lib/db/open.ts";
import type { Db } from "@/lib/db/schema.ts";
import { passwordError } from "./password_policy.ts";
import { canonicalEmail, toUser, type User } from "./user.ts";

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly timeZone: string;
}

export type Errors<Field extends string> = Partial<Record<Field, string>>;
export type RegistrationErrors = Errors<"name" | "email" | "password">;
export type Registered =
  | { readonly ok: true; readonly user: User }
  | { readonly ok: false; readonly errors: RegistrationErrors };

const MAX_NAME = 100;
/** RFC 5321 §4.5.3.1.3, less the angle brackets. */
const MAX_EMAIL = 254;
/** What is surely no address is refused here; whether mail arrives, only mail can tell. */
const EMAIL = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\.]+(\.[^\s@<>"(),:;[\]\\.]+)*$/;

/**
 * Makes an account, or says what is wrong with each field.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function register(
  { db, clock }: { db: Db; clock: Clock },
  registration: Registration,
): Promise<Registered> {
  const errors = await check(registration);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const now = clock();
  const user = {
    id: crypto.randomUUID(),
    email: canonicalEmail(registration.email),
    name: registration.name.trim(),
    password_hash: await hashPassword(registration.password),
    time_zone: registration.timeZone,
    created_at: now,
    updated_at: now,
  };
  try {
    await write(db, (trx) => trx.insertInto("users").values(user).execute());
  } catch (error) {
    // The unique index decides, so that of many who come at once one wins.
    if (!isDuplicate(error)) throw error;
    return { ok: false, errors: { email: "There is already an account with this email." } };
  }
  return { ok: true, user: toUser({ ...user, role: "user", verified_at: null }) };
}

async function check({ name, email, password }: Registration): Promise<RegistrationErrors> {
  const errors: RegistrationErrors = {};
  const length = [...name.trim()].length;
  if (length === 0) errors.name = "Please enter your name.";
  else if (length > MAX_NAME) errors.name = `Please use at most ${MAX_NAME} characters.`;
  const address = canonicalEmail(email);
  if (address === "") errors.email = "Please enter your email address.";
  else if (address.length > MAX_EMAIL || !EMAIL.test(address)) {
    errors.email = "This does not look like an email address.";
  }
  const refused = await passwordError(password, [address, name]);
  if (refused) errors.password = refused;
  return errors;
}
