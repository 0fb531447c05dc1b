import { hashPassword } from "@/lib/crypto/password_hash.ts";
import { isDuplicate } from "@/lib/db/busy.ts";
import type { Trx } from "@/lib/db/schema.ts";
import { type AuthDeps, type Device, NO_DEVICE } from "../deps.ts";
import { passwordError } from "../passwords/policy.ts";
import { type Happened, recorded } from "../recorded.ts";
import { canonicalEmail, toUser, type User } from "../user.ts";
import { emailError, type Errors, nameError } from "./fields.ts";
import { tooManyRegistrations, waitToRegister } from "./registration_limit.ts";

export interface Registration {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Whether the person's own browser says so; otherwise it is a guess. Default: false. */
  readonly hasChosenZone?: boolean;
}

export type RegistrationErrors = Errors<"name" | "email" | "password">;
export type Registered =
  | { readonly ok: true; readonly user: User }
  | {
    readonly ok: false;
    readonly errors: RegistrationErrors;
    /** Seconds until the same form may be sent again, where too many came from one network. */
    readonly retryAfter?: number;
  };

/**
 * Makes an account, or says what is wrong with each field.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function register(
  deps: Pick<AuthDeps, "db" | "clock" | "log" | "hooks" | "config">,
  registration: Registration,
  device: Device = NO_DEVICE,
): Promise<Registered> {
  const refused = await refusal(deps, registration, device);
  if (refused) return refused;
  const { name, email, timeZone, hasChosenZone = false } = registration;
  const account = {
    name: name.trim(),
    email: canonicalEmail(email),
    passwordHash: await hashPassword(registration.password),
    timeZone,
    hasChosenZone,
  };
  const user = await recorded(deps, (trx, happened) => {
    const isVerified = false;
    return addAccount(trx, happened, { ...account, isVerified, device, now: deps.clock() });
  });
  if (user) return { ok: true, user };
  return { ok: false, errors: { email: "There is already an account with this email." } };
}

/** Why a registration goes no further than its form, or null. Who runs the app may register as many as they like. */
export async function refusal(
  deps: Pick<AuthDeps, "db" | "clock" | "config">,
  registration: Registration,
  device: Device,
): Promise<Registered & { ok: false } | null> {
  const errors = await registrationErrors(registration);
  if (errors) return { ok: false, errors };
  const retryAfter = device === NO_DEVICE ? null : await waitToRegister(deps, device);
  if (retryAfter === null) return null;
  return { ok: false, errors: { email: tooManyRegistrations(retryAfter) }, retryAfter };
}

interface NewAccount {
  readonly name: string;
  /** In its one spelling. */
  readonly email: string;
  /** PHC string. */
  readonly passwordHash: string;
  readonly timeZone: string;
  readonly hasChosenZone: boolean;
  /** Whether somebody has proved to read mail at the address. */
  readonly isVerified: boolean;
  readonly device: Device;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Adds an account, unless there is one with this address: the unique index decides, so that of many at once one wins. */
export async function addAccount(
  trx: Trx,
  happened: Happened,
  { name, email, passwordHash, timeZone, hasChosenZone, isVerified, device, now }: NewAccount,
): Promise<User | null> {
  const user = {
    id: crypto.randomUUID(),
    email,
    name,
    password_hash: passwordHash,
    time_zone: timeZone,
    has_chosen_zone: hasChosenZone ? 1 : 0,
    created_at: now,
    updated_at: now,
    verified_at: isVerified ? now : null,
  };
  try {
    await trx.insertInto("users").values(user).execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return null;
  }
  happened({ type: "registered", userId: user.id, device, details: {} });
  return toUser({ ...user, role: "user" });
}

/** What is wrong with each field, or null when all is well. */
export async function registrationErrors(
  { name, email, password }: Registration,
): Promise<RegistrationErrors | null> {
  const found = {
    name: nameError(name),
    email: emailError(email),
    password: await passwordError(password, [canonicalEmail(email), name]),
  };
  const errors = Object.entries(found).filter(([, error]) => error !== null);
  return errors.length > 0 ? Object.fromEntries(errors) : null;
}
