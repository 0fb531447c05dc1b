/**
 * Sessions in a signed cookie, flash messages and CSRF protection, for any Fresh app.
 *
 * Everything a visitor's session holds travels in one cookie that anyone may read and nobody may change. It is
 * opened when it is first touched and saved once, on the way out, if something changed.
 *
 * To take it along, copy `lib/session` and what it stands on in `lib/crypto`, `lib/web` and `lib/clock.ts`;
 * `deno info lib/session/mod.ts` lists the files. They need `fresh`, `@std/http`, `@std/crypto` and `devalue`, and
 * `"@/": "./"` among the imports.
 *
 * @example A guest book: what is sent is said on the next page, once
 * ```ts
 * import { App } from "fresh";
 * import {
 *   createSessionSettings,
 *   csrf,
 *   type CsrfData,
 *   csrfToken,
 *   flash,
 *   type FlashData,
 *   getFlashed,
 *   session,
 *   type SessionState,
 * } from "@/lib/session/mod.ts";
 *
 * interface Values extends FlashData, CsrfData {
 *   visits?: number;
 * }
 *
 * const settings = createSessionSettings({
 *   secrets: ["a secret of at least 32 random bytes, from the environment"],
 *   secure: false, // true over https: the cookie is then named __Host-session
 *   lifetime: 30 * 86_400, // seconds
 *   clock: Date.now, // milliseconds since 1970
 * });
 *
 * export const app = new App<SessionState<Values>>()
 *   .use(session(settings))
 *   .use(csrf({ origins: ["http://localhost:8000"] }))
 *   .get("/", (ctx) => {
 *     const { session } = ctx.state;
 *     const visits = (session.get("visits") ?? 0) + 1;
 *     session.set("visits", visits);
 *     return ctx.html(`
 *       <p>Visit ${visits}. ${getFlashed(ctx).join(" ")}</p>
 *       <form method="post">
 *         <input type="hidden" name="csrf_token" value="${csrfToken(session)}">
 *         <button>Sign</button>
 *       </form>`);
 *   })
 *   .post("/", (ctx) => {
 *     flash(ctx, "Thank you.", "success");
 *     return ctx.redirect("/", 303);
 *   });
 * ```
 *
 * @module
 */
export { type Codec, type Decoded, type Examined, type Verdict } from "./codec.ts";
export { cookieBytes, openSession } from "./cookie.ts";
export {
  csrf,
  CsrfError,
  type CsrfExemption,
  type CsrfOptions,
  isLate,
  isSafe,
  originFault,
  type Refusal,
  refusalOf,
  sourceOf,
} from "./csrf.ts";
export {
  type CsrfData,
  csrfMeta,
  csrfToken,
  ownedSecret,
  type TokenSource,
  tokenSource,
} from "./csrf_token.ts";
export {
  type Category,
  Flash,
  flash,
  type FlashAction,
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
