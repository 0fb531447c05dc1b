/**
 * Accounts and sign-in for any Fresh app that keeps sessions with `lib/session`.
 *
 * @module
 */
export { authenticate, WRONG_CREDENTIALS } from "./credentials.ts";
export { keysInUse, type KeyUse } from "./login_keys.ts";
export { endLogin, type Login, type LoginData, startLogin } from "./logins.ts";
export { type AuthState, deviceOf, loadUser, requireGuest, requireUser } from "./middleware.ts";
export { safeNext } from "./next.ts";
export { register, type RegistrationErrors } from "./registration.ts";
export type { User } from "./user.ts";
