import type { Mail } from "@/lib/mailer/mod.ts";
import { type Letter, letter, linkLine, type Occasion, occasionWords } from "./letter.ts";

/**
 * After somebody has asked for the end of the account.
 *
 * @param end when it comes, in words
 */
export function deletionMail(to: Letter, occasion: Occasion, end: string): Mail {
  return letter(to, "Your account will be deleted", [
    `You have asked to delete your account, ${occasionWords(occasion)}.`,
    `On ${end} (${occasion.timeZone}) it goes for good, with your appointments and all else that is yours. Until then it is kept, and you are signed out everywhere.`,
    linkLine("To keep it, sign in before that time. Nothing else is needed:", `${to.origin}/login`),
    linkLine(
      "If it was not you who asked, sign in or choose a new password now:",
      `${to.origin}/forgot`,
    ),
  ]);
}
