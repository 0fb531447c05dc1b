import { ConfigError, quote } from "./error.ts";
import { isLoopback } from "./localhost.ts";
import type { Env } from "./values.ts";

/** How mails leave: to a mail server; into the page `/dev/outbox`, on localhost; or not at all. */
export type MailConfig =
  | { readonly kind: "smtp"; readonly server: SmtpServer; readonly from: Sender }
  | { readonly kind: "outbox"; readonly from: Sender }
  | { readonly kind: "none" };

/** The mail server that takes what the app writes. */
export interface SmtpServer {
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted from its first byte (`smtps:`), not only after STARTTLS. */
  readonly isTls: boolean;
  /** Whether it runs on this machine, so that nobody can listen in between. */
  readonly isLocal: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
}

export interface Sender {
  /** May be empty. */
  readonly name: string;
  readonly address: string;
}

/** Name and address, or the address alone (RFC 5322 §3.4), on one line. */
const SENDER = /^(?:([^<>\r\n"]*) )?<([^\s<>@]+@[^\s<>@]+)>$|^([^\s<>@]+@[^\s<>@]+)$/;

/**
 * @param isLocal whether only this machine reaches the app
 * @throws {ConfigError} when SMTP_URL or MAIL_FROM cannot be used
 */
export function readMailConfig(env: Env, origin: URL, isLocal: boolean): MailConfig {
  const from = readSender(env, origin);
  const url = env.SMTP_URL?.trim();
  if (url) return { kind: "smtp", server: readServer(url), from };
  return isLocal ? { kind: "outbox", from } : { kind: "none" };
}

function readServer(text: string): SmtpServer {
  const url = URL.parse(text);
  const isPlain = url && /^\/?$/.test(url.pathname) && !url.search && !url.hash;
  if (!isPlain || !/^smtps?:$/.test(url.protocol) || url.hostname === "") throw unusable();
  const isTls = url.protocol === "smtps:";
  const login = url.username === "" ? null : {
    user: decoded(url.username),
    password: decoded(url.password),
  };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port) || (isTls ? 465 : 587), // RFC 8314 §7.3, RFC 6409 §3.1
    isTls,
    isLocal: isLoopback(url.hostname),
    login,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw unusable();
  }
}

/** Tells nothing of the value: it may hold a password. */
function unusable(): ConfigError {
  return new ConfigError(
    "SMTP_URL has to be an address such as smtps://user:password@mail.example:465 or smtp://localhost:25, " +
      "with %40 for an @ in the password and the like for other signs.",
  );
}

function readSender(env: Env, { hostname }: URL): Sender {
  const from = env.MAIL_FROM?.trim() || `Cloakroom <no-reply@${hostname}>`;
  const found = SENDER.exec(from);
  if (found) return { name: found[1]?.trim() ?? "", address: found[2] ?? found[3] ?? "" };
  throw new ConfigError(
    `MAIL_FROM is ${quote(from)}; it has to be an address such as Cloakroom <hello@book.example>.`,
  );
}
