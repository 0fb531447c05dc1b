import { canonicalEmail } from "../user.ts";

/** What is wrong with fields of a form, by their names. */
export type Errors<Field extends string> = Partial<Record<Field, string>>;

const MAX_NAME = 100;
/** RFC 5321 §4.5.3.1.3, less the angle brackets. */
const MAX_EMAIL = 254;
/** What is surely no address is refused here; whether mail arrives, only mail can tell. */
const EMAIL = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\.]+(\.[^\s@<>"(),:;[\]\\.]+)*$/;

/** Why a name is refused, or null when it is fine. */
export function nameError(name: string): string | null {
  const length = [...name.trim()].length;
  if (length === 0) return "Please enter your name.";
  return length > MAX_NAME ? `Please use at most ${MAX_NAME} characters.` : null;
}

/** Why an email address is refused, or null when mail might arrive there. */
export function emailError(email: string): string | null {
  const address = canonicalEmail(email);
  if (address === "") return "Please enter your email address.";
  const isSeen = !/\p{C}/u.test(address); // or two that look the same would be two accounts
  if (address.length <= MAX_EMAIL && isSeen && EMAIL.test(address)) return null;
  return "This does not look like an email address.";
}
