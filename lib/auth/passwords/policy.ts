import { isCommonPassword } from "./common_passwords.ts";

const MIN_LENGTH = 12;
const MAX_LENGTH = 256;

const ADVICE = "A few unrelated words are easy to remember.";

/** What a field for a new password says, and what browsers may check by themselves. */
export const NEW_PASSWORD = {
  hint: `At least ${MIN_LENGTH} characters. ${ADVICE}`,
  minlength: MIN_LENGTH,
  autocomplete: "new-password",
  required: true,
} as const;

/** Names of the place itself (ASVS 5.0 §6.1.2); whoever takes the app along puts theirs here. */
export const SITE_WORDS = ["Cloakroom"];

/**
 * Why a new password is refused, or null when it is fine. Length counts, not a mixture of signs (ASVS 5.0 §6.2); what
 * stands in the account itself is the first thing that others try.
 *
 * @param own the person's email, name and the like
 */
export async function passwordError(
  password: string,
  own: readonly string[],
): Promise<string | null> {
  const length = [...password.normalize("NFC")].length; // code points, as a person counts letters
  if (length === 0) return "Please choose a password.";
  if (length < MIN_LENGTH) {
    return `Please use at least ${MIN_LENGTH} characters. ${ADVICE}`;
  }
  if (length > MAX_LENGTH) return `Please use at most ${MAX_LENGTH} characters.`;
  if (new Set(password).size < 4) return "Please use more than three different characters.";
  if (isMadeOf(password, [...own, ...SITE_WORDS])) {
    return "This password is made of your name, your email or the name of this site, which others would try first.";
  }
  if (await isCommonPassword(password)) {
    return "This is a common password, or one made a little longer, which others would try first. A few unrelated words are better, and easy to remember.";
  }
  return null;
}

/** Whether little but digits and signs remains when the person's own words are taken out. */
function isMadeOf(password: string, own: readonly string[]): boolean {
  const words = own.flatMap((text) => [fold(text), ...fold(text).split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  if (words.length === 0) return false;
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), fold(password));
  return rest.length < fold(password).length && rest.replace(/[^\p{L}]/gu, "").length < 4;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
