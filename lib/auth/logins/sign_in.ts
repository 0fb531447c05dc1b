import type { Context } from "fresh";
import { flash } from "@/lib/session/mod.ts";
import { readCookie, setCookie } from "@/lib/web/cookies.ts";
import { mutable } from "@/lib/web/mutable.ts";
import { keysOf } from "../keys.ts";
import type { AuthState } from "../middleware.ts";
import type { User } from "../user.ts";
import {
  DEVICE_LIFETIME,
  type KnownDevice,
  knows,
  readDevice,
  writeDevice,
} from "./known_device.ts";
import { endLogin, startLogin } from "./logins.ts";
import { welcomeLogin } from "./new_login.ts";

/**
 * Signs somebody in who has proved who it is: starts the login, makes this browser one that is known, and tells the
 * person's other devices when it was not.
 *
 * @param answer what the browser gets, such as a redirect
 */
export async function signIn<S extends AuthState>(
  { req, state }: Context<S>,
  user: User,
  { remember, answer }: { remember: boolean; answer: Response },
): Promise<Response> {
  const { device, session } = state;
  const known = deviceIn(req, state);
  const isNewDevice = !knows(known, user.id);
  const login = await startLogin(state, session, user, { remember, isNewDevice, device });
  if (isNewDevice) await welcomeLogin(state, user, login, device);
  const response = mutable(answer);
  setCookie(response.headers, {
    ...state.sessionSettings.cookie,
    name: deviceCookie(state),
    value: writeDevice(known, user.id, keysOf(state.config).device),
    maxAge: DEVICE_LIFETIME,
  });
  return response;
}

/** Signs out whoever is signed in here, for good, and leads home. */
export async function signOut<S extends AuthState>(ctx: Context<S>): Promise<Response> {
  const { user, login, device, session } = ctx.state;
  const response = mutable(ctx.redirect("/", 303));
  if (!user || !login) return response;
  await endLogin(ctx.state, session, { user, login, device });
  flash(ctx, "You are signed out.", "info");
  response.headers.set("clear-site-data", '"cache"'); // Back must show nothing
  return response;
}

/** What this browser is known for, or null. */
export function deviceIn(
  req: Request,
  state: Pick<AuthState, "sessionSettings" | "config">,
): KnownDevice | null {
  const value = readCookie(req.headers.get("cookie"), deviceCookie(state));
  return readDevice(value, keysOf(state.config).device);
}

function deviceCookie({ sessionSettings }: Pick<AuthState, "sessionSettings">): string {
  return `${sessionSettings.cookie.name}-device`;
}
