import type { AuthDeps, Device } from "../deps.ts";
import { checkPassword } from "../passwords/credentials.ts";
import type { Refusal } from "../passwords/tries.ts";
import { recorded } from "../recorded.ts";
import type { User } from "../user.ts";
import { type Login, type LoginSession, renewLogin } from "./logins.ts";

/** A signed-in person at their browser. */
interface Present {
  readonly session: LoginSession;
  readonly user: User;
  readonly login: Login;
  readonly device: Device;
}

/**
 * Makes a login fresh again, if the password is right (ASVS 5.0 §7.5.1): its token is a new one from now on.
 *
 * @throws {QueueFullError} when too many passwords are being hashed
 */
export async function confirmLogin(
  deps: AuthDeps,
  { session, user, login, device }: Present,
  password: string,
): Promise<{ readonly ok: true } | Refusal> {
  const checked = await checkPassword(deps, user, password, { device, login });
  if (!checked.ok) return checked;
  await recorded(deps, async (trx, happened) => {
    await renewLogin(trx, session, { login, device, now: deps.clock() });
    happened({ type: "confirmed", userId: user.id, device, details: { login: login.id } });
  });
  return checked;
}
