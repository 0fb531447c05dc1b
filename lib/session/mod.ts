/**
 * Sessions in a signed cookie, flash messages and CSRF protection, for any Fresh app.
 *
 * Everything a visitor's session holds travels in one cookie that anyone may read and nobody may change. It is
 * opened when it is first touched and saved once, on the way out, if something changed.
 *
 * @module
 */
export { csrf, type CsrfData, csrfToken } from "./csrf.ts";
export {
  type Category,
  Flash,
  flash,
  type FlashData,
  type FlashMessage,
  getFlashed,
} from "./flash.ts";
export { session, type SessionState } from "./middleware.ts";
export { Session, type SessionData } from "./session.ts";
export {
  type CookieAttributes,
  createSessionSettings,
  type SessionOptions,
  type SessionSettings,
} from "./settings.ts";
