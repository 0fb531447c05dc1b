import type { EndReason, EventRow } from "@/lib/db/schema.ts";
import { deviceWords } from "../device_words.ts";
import type { Actor, AuthEvents, EventType } from "../hooks.ts";
import { END_REASONS } from "../logins/end_words.ts";

type Told = Pick<EventRow, "type" | "details" | "user_agent">;

/** Says what happened. `by` begins with a space, " with Firefox on Linux", and is empty where no device is told. */
type Words = { [T in EventType]: (details: AuthEvents[T], by: string) => string };

const WORDS: Words = {
  registered: (_, by) => `Account created${by}`,
  signed_in: ({ isNewDevice, isRemembered }, by) =>
    `Signed in${by}${isNewDevice ? ", a new device" : ""}${
      isRemembered ? ", to stay signed in" : ""
    }`,
  signed_out: (_, by) => `Signed out${by}`,
  refused: ({ why }) => REFUSED[why],
  unauthorized: ({ path }) => `Somebody who was not signed in asked for ${path}`,
  needs_confirmation: (_, by) => `Asked for the password once more${by}`,
  confirmed: (_, by) => `Password typed once more${by}`,
  ended: ({ reason }, by) =>
    `A device was signed out${reason === "ended_by_owner" ? by : `: ${END_REASONS[reason]}`}`,
  password_changed: ({ by: way }, by) => PASSWORD_CHANGED[way](by),
  reset_requested: ({ by }) => `${BY[by]} a link to choose a new password`,
  email_verified: ({ email }) => `Email address ${email} confirmed`,
  email_change_requested: ({ to }, by) => `Change of the email address to ${to} asked for${by}`,
  email_changed: ({ from, to }) => `Email address changed from ${from} to ${to}`,
  profile_changed: ({ fields }, by) => `Profile changed (${fields})${by}`,
  token_created: ({ name, scope }, by) =>
    `API token “${name}” made to ${SCOPE[scope] ?? scope}${by && `,${by}`}`,
  token_revoked: ({ name }, by) => `API token “${name}” revoked${by}`,
  address_created: (_, by) => `Private calendar address made${by}`,
  address_revoked: (_, by) => `Private calendar address stopped${by}`,
  exported: (_, by) => `Data exported${by}`,
  deletion_requested: (_, by) => `Deletion of the account asked for${by}`,
  deletion_cancelled: (_, by) => `Deletion of the account called off by signing in${by}`,
  deleted: () => "Account deleted",
  deactivated: ({ by }) => `Account switched off ${ACTOR[by]}`,
  activated: ({ by }) => `Account switched on again ${ACTOR[by]}`,
  role_changed: ({ to, by }) =>
    `Made ${to === "admin" ? "an administrator" : "a plain user again"} ${ACTOR[by]}`,
};

const REFUSED: Record<AuthEvents["refused"]["why"], string> = {
  wrong: "A wrong password was tried",
  inactive: "A sign-in was refused, because the account was switched off",
  throttled: "A sign-in was refused, because too many wrong passwords had been tried",
};

const PASSWORD_CHANGED: Record<AuthEvents["password_changed"]["by"], (by: string) => string> = {
  owner: (by) => `Password changed${by}`,
  reset: (by) => `Password changed by a reset link${by && `,${by}`}`,
  task: () => "Password changed by whoever runs this app",
};

/** Anyone may type an address on the page for forgotten passwords, so "you" would say too much. */
const BY: Record<Actor, string> = {
  owner: "Somebody asked for",
  admin: "An administrator sent",
  task: "Whoever runs this app sent",
};

const ACTOR: Record<Actor, string> = {
  owner: "by its owner",
  admin: "by an administrator",
  task: "by whoever runs this app",
};

const SCOPE: Record<string, string> = { read: "read", write: "read and write" };

/** One event of the security history as a plain sentence, without its time: "Signed in with Firefox on Linux". */
export function historyWords(row: Told): string {
  const say = Object.hasOwn(WORDS, row.type) ? WORDS[row.type as EventType] : undefined;
  // A newer version of the app may have written what this one has no words for.
  if (!say) return `Something else happened (${row.type})`;
  const device = isByOwner(row) && row.user_agent ? ` with ${deviceWords(row.user_agent)}` : "";
  return (say as (details: unknown, by: string) => string)(JSON.parse(row.details), device);
}

const BY_ANYONE: ReadonlySet<string> = new Set<EventType>(["refused", "reset_requested"]);
const BY_APP: ReadonlySet<string> = new Set<EndReason>([
  "ended_by_admin",
  "deactivated",
  "restored",
]);

/**
 * Whether it surely was the account's owner, or at least somebody who could sign in as them. Whoever else did something
 * is not shown with device and address: a stranger who mistyped a name is a person, too.
 */
export function isByOwner({ type, details }: Pick<Told, "type" | "details">): boolean {
  if (BY_ANYONE.has(type)) return false;
  const { by, reason } = JSON.parse(details);
  return by !== "admin" && by !== "task" && !BY_APP.has(reason);
}
