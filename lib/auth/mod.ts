/**
 * Accounts and sign-in for any Fresh app that keeps sessions with `lib/session`.
 *
 * @module
 */
export { type AccountAction, actOn, possibleActions } from "./account_actions.ts";
export { type AccountPage, listAccounts } from "./account_list.ts";
export { type Changed, endAllLogins, setActive, setRole } from "./account_status.ts";
export { accountStates } from "./account_words.ts";
export { type Account, findAccount, findAccountByEmail, isLastAdmin } from "./accounts.ts";
export { emailError, nameError } from "./account_fields.ts";
export { changeEmail, requestEmailChange } from "./change_email.ts";
export {
  authenticate,
  type Authenticated,
  checkPassword,
  WRONG_CREDENTIALS,
} from "./credentials.ts";
export { confirmLogin } from "./confirm.ts";
export { type ApiAuthState, requireApiToken } from "./api_guard.ts";
export {
  NO_TOKEN_FIELDS,
  TOKEN_LIFETIMES,
  TOKEN_SCOPES,
  type TokenErrors,
  type TokenFields,
  tokenFieldsOf,
} from "./api_token_form.ts";
export type { ApiToken } from "./api_token_use.ts";
export {
  createApiToken,
  type CreatedToken,
  listApiTokens,
  type ListedToken,
  revokeApiToken,
} from "./api_tokens.ts";
export { type AuthDeps, type Device, NO_DEVICE } from "./deps.ts";
export { requestDeletion } from "./deletion.ts";
export { deviceWords } from "./device_words.ts";
export { type AccountExport, exportAccount, noteExport } from "./export.ts";
export type { ExportPart } from "./export_parts.ts";
export { confirmFirst, keptForm } from "./fresh.ts";
export { type History, HISTORY_LIMIT, listHistory } from "./history.ts";
export { historyWords } from "./history_words.ts";
export {
  type Actor,
  type AuthEvent,
  type AuthEvents,
  createHooks,
  type EventType,
  type Hooks,
  type Listener,
} from "./hooks.ts";
export { END_REASONS, whyEnded } from "./end_words.ts";
export { dropKeptForm, type KeptData } from "./kept_forms.ts";
export { keysInUse, type KeyUse } from "./login_keys.ts";
export { lifetimeWords, tooManyMails } from "./letter.ts";
export { endOneLogin, endOtherLogins, type ListedLogin, listLogins } from "./login_list.ts";
export { type Ended, endLogin, type Login, renewLogin, startLogin } from "./logins.ts";
export { allowMail, type MailLeave } from "./mail_limit.ts";
export {
  type AuthState,
  deviceOf,
  loadUser,
  requireAdmin,
  requireGuest,
  requireUser,
} from "./middleware.ts";
export { changePassword, type PasswordErrors } from "./password_change.ts";
export {
  changeProfile,
  type ProfileErrors,
  profileErrors,
  type ProfileFields,
  profileFieldsOf,
  timeZones,
  wantsOtherEmail,
} from "./profile.ts";
export { inDays, RETENTION } from "./retention.ts";
export { safeNext } from "./next.ts";
export {
  browserHashOf,
  completeRegistration,
  type PendingData,
  requestRegistration,
} from "./pending_registration.ts";
export {
  register,
  type Registration,
  type RegistrationErrors,
  registrationErrors,
} from "./registration.ts";
export { resetLink } from "./reset_link.ts";
export { requestReset, resetOwner, resetPassword, sendReset } from "./reset.ts";
export { deviceIn, signIn, signOut } from "./sign_in.ts";
export { forgiveTries, sweepThrottles } from "./throttle.ts";
export type { Refusal } from "./tries.ts";
export { sweep } from "./sweep.ts";
export type { User } from "./user.ts";
export { type LinkPage, readVerifyLink, sendVerification, verifyEmail } from "./verify.ts";
