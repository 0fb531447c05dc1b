import { ConfigError, quote } from "./error.ts";
import type { Env } from "./values.ts";

/** How mails leave: to a mail server; into the page `/dev/outbox`, on localhost; or not at all. */
export type MailConfig =
  | { readonly kind: "smtp"; readonly url: string; readonly from: string }
  | { readonly kind: "outbox"; readonly from: string }
  | { readonly kind: "none" };

/** Name and address, or the address alone (RFC 5322 §3.4), on one line. */
const SENDER = /^(?:[^<>\r\n"]* )?<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/;

/**
 * @param isLocal whether only this machine reaches the app
 * @throws {ConfigError} when SMTP_URL or MAIL_FROM cannot be used
 */
export function readMailConfig(env: Env, origin: URL, isLocal: boolean): MailConfig {
  const from = readSender(env, origin);
  if (!env.SMTP_URL) return isLocal ? { kind: "outbox", from } : { kind: "none" };
  const url = URL.parse(env.SMTP_URL);
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== "") {
    return { kind: "smtp", url: env.SMTP_URL, from };
  }
  throw new ConfigError( // without the value: it may hold a password
    "SMTP_URL has to be an address such as smtps://user:password@mail.example:465 or smtp://localhost:25.",
  );
}

function readSender(env: Env, { hostname }: URL): string {
  const from = env.MAIL_FROM?.trim() || `Cloakroom <no-reply@${hostname}>`;
  if (SENDER.test(from)) return from;
  throw new ConfigError(
    `MAIL_FROM is ${quote(from)}; it has to be an address such as Cloakroom <hello@book.example>.`,
  );
}
