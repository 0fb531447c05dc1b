import type { Mail } from "@/lib/mailer/mod.ts";
import type { TokenWish } from "./api_token_form.ts";
import type { Device } from "./deps.ts";
import { deviceWords } from "./device_words.ts";
import { type Letter, letter } from "./letter.ts";

/** After an API token was made: whoever makes one in somebody's name keeps a way in past their password. */
export function tokenMail(
  { wish, device, ...to }: Letter & { wish: TokenWish; device: Device },
): Mail {
  const may = wish.scope === "write" ? "read and change" : "read";
  return letter(to, "A new API token was made", [
    `Somebody has just made the API token “${wish.name}” for your account, with ${
      deviceWords(device.userAgent)
    }, from the address ${device.address}. Programs that hold it may ${may} your appointments, for ${wish.lifetime} days.`,
    "If that was you, there is nothing to do.",
    `If it was not, revoke the token, and then choose a new password: ${to.origin}/account/tokens`,
  ]);
}
