/**
 * Accounts and sign-in for any Fresh app that keeps sessions with `lib/session`: who is there, guards, fresh logins,
 * throttles, links by mail, devices, tokens for programs, and a history of it all.
 *
 * To take it along, copy this folder, `lib/session`, and what both stand on: `lib/db` with its migrations, `lib/mailer`,
 * `lib/web`, `lib/crypto`, `lib/config`, and of the files beside them the eight that these import. Pages are yours; the
 * routes of Cloakroom show each of them. This is an app by itself:
 *
 * ```ts
 * import { App } from "fresh";
 * import * as auth from "@/lib/auth/mod.ts";
 * import { loadConfig } from "@/lib/config.ts";
 * import { migrate } from "@/lib/db/migrate.ts";
 * import { openDatabase } from "@/lib/db/open.ts";
 * import * as sessions from "@/lib/session/mod.ts";
 * import { field, readForm } from "@/lib/web/form.ts";
 * import { createLog } from "@/lib/web/log.ts";
 *
 * const config = await loadConfig(Deno.env.toObject());
 * const db = await openDatabase({ databaseUrl: "file::memory:" });
 * await migrate(db);
 * const log = createLog("json", (line) => console.error(line));
 * export const deps = auth.createAuthDeps({ config, db, log });
 * deps.hooks.on("signed_in", ({ device }) => console.log(`Welcome, ${auth.deviceWords(device.userAgent)}`));
 *
 * const { clock } = deps;
 * const sessionSettings = sessions.createSessionSettings({ ...config, lifetime: 86_400, clock });
 * type Values = auth.LoginData;
 * interface State extends Omit<auth.AuthState, "session"> {
 *   session: sessions.Session<Values>;
 * }
 *
 * export const app = new App<State>()
 *   .use((ctx) => {
 *     Object.assign(ctx.state, deps, { sessionSettings });
 *     return ctx.next();
 *   })
 *   .use(sessions.session(sessionSettings))
 *   .use(auth.loadUser)
 *   .use(auth.keepForms())
 *   .use(sessions.csrf({ origins: config.origins }))
 *   .get("/login", (ctx) =>
 *     ctx.html(`
 *       <form method="post">
 *         <input type="hidden" name="csrf_token" value="${sessions.csrfToken(ctx.state.session)}">
 *         <input name="email" autocomplete="username">
 *         <input name="password" type="password" autocomplete="current-password">
 *         <button>Sign in</button>
 *       </form>`))
 *   .post("/login", async (ctx) => {
 *     const form = await readForm(ctx.req);
 *     const found = await auth.authenticate(deps, {
 *       email: field(form, "email"),
 *       password: field(form, "password"),
 *       device: ctx.state.device,
 *       known: auth.deviceIn(ctx.req, ctx.state),
 *     });
 *     if (!found.ok) return ctx.text(auth.WRONG_CREDENTIALS, { status: 401 });
 *     return await auth.signIn(ctx, found.user, { remember: false, answer: ctx.redirect("/", 303) });
 *   })
 *   .get("/", auth.requireUser, (ctx) => ctx.text(`Hello ${ctx.state.user?.name}.`));
 * ```
 *
 * @module
 */

/* Who is there, and who may pass. */
export { createAuthDeps } from "./create_deps.ts";
export { type AuthDeps, type Device, NO_DEVICE } from "./deps.ts";
export { deviceWords } from "./device_words.ts";
export {
  type Actor,
  type AuthEvent,
  type AuthEvents,
  createHooks,
  type EventType,
  type Hooks,
  type Listener,
} from "./hooks.ts";
export {
  type AuthState,
  deviceOf,
  loadUser,
  requireAdmin,
  requireGuest,
  requireUser,
} from "./middleware.ts";
export { safeNext } from "./next.ts";
export { findActive, type User } from "./user.ts";

/* Signing in and out, fresh logins, devices. */
export { confirmLogin } from "./logins/confirm.ts";
export { END_REASONS, whyEnded } from "./logins/end_words.ts";
export { confirmFirst } from "./logins/fresh.ts";
export { type KeptForm, PATIENCE } from "./logins/kept_forms.ts";
export { keysInUse, type KeyUse } from "./logins/keys_in_use.ts";
export { keepForms, type PageForms, type RefusedForm } from "./logins/late_forms.ts";
export { endOneLogin, endOtherLogins, type ListedLogin, listLogins } from "./logins/list.ts";
export { type Login, type LoginData, startLogin } from "./logins/logins.ts";
export { type Presence, presenceTag, whoIsPresent } from "./logins/presence.ts";
export { deviceIn, signIn, signOut } from "./logins/sign_in.ts";

/* Passwords, and how often they may be tried. */
export { changePassword, type PasswordErrors } from "./passwords/change.ts";
export {
  authenticate,
  type Authenticated,
  checkPassword,
  WRONG_CREDENTIALS,
} from "./passwords/credentials.ts";
export { setPassword } from "./passwords/operator_password.ts";
export { NEW_PASSWORD } from "./passwords/policy.ts";
export { sweepThrottles } from "./passwords/throttle.ts";
export { type Refusal, tooManyTries } from "./passwords/tries.ts";

/* Links by mail: new passwords, proofs of addresses, accounts that wait for one. */
export { changeEmail, requestEmailChange } from "./links/change_email.ts";
export {
  browserHashOf,
  completeRegistration,
  type PendingData,
  requestRegistration,
} from "./links/pending_registration.ts";
export { requestReset, resetOwner, resetPassword } from "./links/reset.ts";
export { resetLink } from "./links/reset_link.ts";
export { type LinkPage, readVerifyLink, sendVerification, verifyEmail } from "./links/verify.ts";

/* What mails say, and how many there may be. */
export { lifetimeWords, tooManyMails } from "./mails/letter.ts";
export { allowMail } from "./mails/limit.ts";

/* Tokens for programs. */
export { type ApiAuthState, requireApiToken } from "./tokens/api_guard.ts";
export {
  createApiToken,
  listApiTokens,
  type ListedToken,
  revokeApiToken,
} from "./tokens/api_tokens.ts";
export {
  NO_TOKEN_FIELDS,
  TOKEN_LIFETIMES,
  TOKEN_SCOPES,
  type TokenErrors,
  type TokenFields,
  tokenFieldsOf,
} from "./tokens/form.ts";
export type { ApiToken } from "./tokens/use.ts";

/* Addresses at which programs read without signing in. */
export {
  createPrivateAddress,
  findPrivateAddress,
  type PrivateAddress,
  revokePrivateAddress,
  takePrivateAddress,
} from "./tokens/private_address.ts";

/* Accounts: new ones, profile, history, export, deletion; and what admins do. */
export { type Account, findAccount, findAccountByEmail, isLastAdmin } from "./accounts/accounts.ts";
export { type AccountAction, actOn, possibleActions } from "./accounts/actions.ts";
export { requestDeletion } from "./accounts/deletion.ts";
export { type AccountExport, exportAccount, noteExport } from "./accounts/export.ts";
export { emailError } from "./accounts/fields.ts";
export { type History, listHistory } from "./accounts/history.ts";
export { historyWords } from "./accounts/history_words.ts";
export { importAccounts } from "./accounts/import.ts";
export {
  checkImport,
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportedAccount,
  type ImportLine,
  type ImportProblem,
} from "./accounts/import_lines.ts";
export { type AccountPage, listAccounts } from "./accounts/list.ts";
export { knownZone, takeBrowserZone } from "./accounts/browser_zone.ts";
export {
  changeProfile,
  type ProfileErrors,
  profileErrors,
  type ProfileFields,
  profileFieldsOf,
  timeZones,
  wantsOtherEmail,
} from "./accounts/profile.ts";
export { register, type Registration, type RegistrationErrors } from "./accounts/registration.ts";
export { inDays, RETENTION } from "./accounts/retention.ts";
export {
  type Changed,
  endAllLogins,
  endEveryLogin,
  setActive,
  setRole,
} from "./accounts/status.ts";
export { sweep } from "./accounts/sweep.ts";
export { endAllAccess, type EndedAccess } from "./accounts/end_all_access.ts";
export { accountStates } from "./accounts/words.ts";
