import type { Mail } from "@/lib/mailer/mod.ts";
import type { Actor } from "../hooks.ts";
import {
  type Letter,
  letter,
  lifetimeWords,
  linkLine,
  type Occasion,
  occasionWords,
} from "./letter.ts";

/** A mail with a link that does something, once and for a while. */
export interface LinkLetter extends Letter {
  readonly token: string;
  /** How long the link holds, in seconds. */
  readonly lifetime: number;
}

/** The way to a new password. */
export function resetMail(to: LinkLetter, occasion: Occasion, by: Actor): Mail {
  const link = `${to.origin}/reset/${to.token}`;
  return letter(
    to,
    "Choose a new password",
    by === "owner"
      ? [
        `Somebody asked for a new password for your account, ${occasionWords(occasion)}.`,
        linkLine("If that was you, choose it here:", link),
        holds(to),
        "If it was not you, there is nothing to do: your password stays as it is.",
      ]
      : [
        `The people who run ${to.origin} send you this link, so that you can choose a new password for your account.`,
        linkLine("Choose it here:", link),
        holds(to),
        "If you do not want a new password, there is nothing to do: the old one stays as it is.",
      ],
  );
}

/** The proof that the address of an account is its owner's. */
export function verifyMail(to: LinkLetter): Mail {
  return letter(to, "Please confirm your email address", [
    `This is the email address of an account at ${to.origin}.`,
    linkLine("If the account is yours, please confirm the address here:", verifyLink(to)),
    holds(to),
    linkLine(
      "If it is not yours, somebody has mistyped their address or used yours. You can leave it at that, or take the account away from them by choosing a new password for it:",
      `${to.origin}/forgot`,
    ),
  ]);
}

/** To the new address of an account. */
export function newAddressMail(to: LinkLetter, occasion: Occasion): Mail {
  return letter(to, "Please confirm your new email address", [
    `Somebody wants to use this email address for their account at ${to.origin}. They asked for it ${
      occasionWords(occasion)
    }.`,
    linkLine("If that was you, please confirm it here:", verifyLink(to)),
    holds(to),
    "If it was not you, there is nothing to do: without the link nothing changes.",
  ]);
}

/** The last step to a new account. */
export function newAccountMail(to: LinkLetter, occasion: Occasion): Mail {
  return letter(to, "Please confirm your new account", [
    `Somebody asked for an account at ${to.origin} with this email address, ${
      occasionWords(occasion)
    }.`,
    linkLine("If that was you, this link completes it:", verifyLink(to)),
    `${
      holds(to)
    } In another browser than the one in which you asked for the account, it takes the password that you chose.`,
    "If it was not you, there is nothing to do: without the link there will be no account.",
  ]);
}

function verifyLink({ origin, token }: LinkLetter): string {
  return `${origin}/verify/${token}`;
}

function holds({ lifetime }: LinkLetter): string {
  return `The link works once, for ${lifetimeWords(lifetime)}.`;
}
