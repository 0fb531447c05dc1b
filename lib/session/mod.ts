/**
 * Sessions in a signed cookie, flash messages and CSRF protection, for any Fresh app.
 *
 * Everything a visitor's session holds travels in one cookie that anyone may read and nobody may change. It is
 * opened when it is first touched and saved once, on the way out, if something changed.
 *
 * @module
 */
export type { Codec, Decoded, Examined, Verdict } from "./codec.ts";
export { cookieBytes, openSession } from "./cookie.ts";
export {
  csrf,
  CsrfError,
  type CsrfExemption,
  type CsrfOptions,
  originFault,
  type Refusal,
} from "./csrf.ts";
export { type CsrfData, csrfMeta, csrfToken } from "./csrf_token.ts";
export {
  type Category,
  Flash,
  flash,
  type FlashData,
  type FlashFilter,
  type FlashMessage,
  getFlashed,
} from "./flash.ts";
export { session, type SessionState } from "./middleware.ts";
export { Session, type SessionData } from "./session.ts";
export {
  type CookieAttributes,
  createSessionSettings,
  type Refresh,
  type SameSite,
  type SessionOptions,
  SessionOptionsError,
  type SessionSettings,
} from "./settings.ts";
