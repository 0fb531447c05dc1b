import type { Mail } from "@/lib/mailer/mod.ts";
import type { Device } from "./deps.ts";
import { deviceWords } from "./device_words.ts";
import type { User } from "./user.ts";

/** To whom a mail goes, and where its links lead. */
interface Letter {
  readonly user: Pick<User, "name" | "email">;
  /** The public origin of the app, such as `https://book.example`: links are made of nothing else. */
  readonly origin: string;
}

/** Everyone's account mails begin and end alike. */
function letter({ user }: Letter, subject: string, paragraphs: readonly string[]): Mail {
  const text = [`Hello ${user.name},`, ...paragraphs, "Your Cloakroom"].join("\n\n");
  return { to: user.email, subject, text: `${text}\n` };
}

/** After a sign-in from a device that was never here. */
export function newLoginMail({ device, ...to }: Letter & { device: Device }): Mail {
  return letter(to, "New sign-in to your account", [
    `Somebody has just signed in to your account with ${
      deviceWords(device.userAgent)
    }, from the address ${device.address}.`,
    "If that was you, there is nothing to do.",
    `If it was not, end that session and choose a new password: ${to.origin}/account/sessions`,
  ]);
}
