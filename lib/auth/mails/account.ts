import type { Mail } from "@/lib/mailer/mod.ts";
import { type Letter, letter, linkLine, type Occasion, occasionWords } from "./letter.ts";

/** After a sign-in from a device that was never here. */
export function newLoginMail(to: Letter, occasion: Occasion): Mail {
  return letter(to, "New sign-in to your account", [
    `Somebody signed in to your account ${
      occasionWords(occasion)
    }, from the network address ${occasion.device.address}. It is the first time from that browser.`,
    "If that was you, there is nothing to do.",
    linkLine(
      "If it was not you, sign that device out and choose a new password:",
      `${to.origin}/account/sessions`,
    ),
  ]);
}

/** What gets past a password: tokens of programs, and an address at which others read along. */
interface PastPassword {
  readonly hasTokens: boolean;
  readonly hasAddress: boolean;
}

/** After the password was changed, by whomever. */
export function passwordChangedMail(
  to: Letter,
  occasion: Occasion,
  { hasTokens, hasAddress }: PastPassword,
): Mail {
  return letter(to, "Your password was changed", [
    `The password of your account was changed ${
      occasionWords(occasion)
    }. Other devices that were signed in are signed out.`,
    "If that was you, there is nothing to do.",
    linkLine(
      "If it was not you, somebody may be in your account. Choose a new password now:",
      `${to.origin}/forgot`,
    ),
    ...(hasTokens
      ? [linkLine(
        "Programs with an API token still get in. Revoke those that you do not know:",
        `${to.origin}/account/tokens`,
      )]
      : []),
    ...(hasAddress
      ? [linkLine(
        "Your private calendar address goes on working. If others may know it, stop it or make a new one:",
        `${to.origin}/account/calendar`,
      )]
      : []),
  ]);
}

/** To the old address, as soon as another one is asked for. */
export function addressChangeNotice(to: Letter, occasion: Occasion, newEmail: string): Mail {
  return letter(to, "Somebody wants to change your email address", [
    `Somebody who is signed in to your account asked to change its email address to ${newEmail}, ${
      occasionWords(occasion)
    }. It changes when the link that we have mailed there is opened and confirmed.`,
    "If that was you, there is nothing to do here.",
    linkLine(
      "If it was not you, choose a new password now. That stops the change and ends all sign-ins:",
      `${to.origin}/forgot`,
    ),
  ]);
}

/** To the old address, once it is no more that of the account. */
export function addressChangedMail(to: Letter, occasion: Occasion, newEmail: string): Mail {
  return letter(to, "Your email address was changed", [
    `The email address of your account is now ${newEmail}. It was changed ${
      occasionWords(occasion)
    }. Mails about your account go there from now on.`,
    "If that was you, there is nothing to do.",
    `If it was not you, please tell the people who run ${to.origin} at once: a link to choose a new password would go to the new address.`,
  ]);
}

/** To somebody whose address another account wants to have. */
export function addressInUseMail(to: Letter, occasion: Occasion): Mail {
  return letter(to, "Somebody asked for your email address", [
    `Somebody wanted to use this email address for another account at ${to.origin}, ${
      occasionWords(occasion)
    }. The address is that of your account, so nothing was changed.`,
    "If that was you: change the address of this account first, or delete it.",
    "If it was not you, there is nothing to do.",
  ]);
}

/** To somebody who registers, and has an account already. */
export function knownAddressMail(to: Letter, occasion: Occasion): Mail {
  return letter(to, "You have an account already", [
    `Somebody asked for a new account with this email address, ${
      occasionWords(occasion)
    }. You have one already, so nothing was changed.`,
    linkLine("If that was you, sign in:", `${to.origin}/login`),
    linkLine("If you have forgotten your password, choose a new one:", `${to.origin}/forgot`),
    "If it was not you, there is nothing to do.",
  ]);
}
