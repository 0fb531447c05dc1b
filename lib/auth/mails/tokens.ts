import type { Mail } from "@/lib/mailer/mod.ts";
import type { TokenWish } from "../tokens/form.ts";
import { type Letter, letter, linkLine, type Occasion, occasionWords } from "./letter.ts";

/**
 * After an API token was made: whoever makes one in somebody's name keeps a way in past their password. Its name is told
 * only where people are called by theirs; see `letter`.
 */
export function tokenMail(to: Letter, occasion: Occasion, wish: TokenWish): Mail {
  const may = wish.scope === "write" ? "read and change" : "read";
  const token = to.user.isVerified ? `the API token “${wish.name}”` : "an API token";
  return letter(to, "A new API token was made", [
    `Somebody who is signed in to your account made ${token}, ${
      occasionWords(occasion)
    }. Programs that hold it may ${may} your appointments for ${wish.lifetime} days.`,
    "If that was you, there is nothing to do.",
    linkLine(
      "If it was not you, choose a new password, and revoke the token here:",
      `${to.origin}/account/tokens`,
    ),
  ]);
}

/** After a private address was made: who knows it reads along for as long as it is there, whatever the password. */
export function addressMail(to: Letter, occasion: Occasion): Mail {
  return letter(to, "A private calendar address was made", [
    `Somebody who is signed in to your account made a private address of your calendar, ${
      occasionWords(occasion)
    }. Whoever knows it can read your appointments without signing in, until you stop it.`,
    "If that was you, there is nothing to do.",
    linkLine(
      "If it was not you, choose a new password, and stop the address here:",
      `${to.origin}/account/calendar`,
    ),
  ]);
}
