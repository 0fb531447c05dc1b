import type { AuthDeps } from "../deps.ts";
import { keysOf } from "../keys.ts";
import { canonicalEmail } from "../user.ts";

/** The name of a row: whose password is tried, and from where. */
export interface Pair {
  readonly account: string;
  readonly source: string;
}

/** From where: an address on the network, a browser known to the account's owner, or a login that is under way. */
export interface Source {
  readonly kind: "address" | "device" | "login";
  readonly id: string;
}

const STRANGER = "address:";

/**
 * The names by which failures are kept: hashes under a key, since people type passwords into the field for the email,
 * and addresses on the network are personal, too. Only the kind of source can be read.
 */
export function pairOf(deps: Pick<AuthDeps, "config">, email: string, source: Source): Pair {
  const { kind, id } = source;
  return {
    account: accountName(deps, email),
    source: `${kind}:${sign(deps, kind, kind === "address" ? network(id) : id)}`,
  };
}

export function accountName(deps: Pick<AuthDeps, "config">, email: string): string {
  return sign(deps, "account", canonicalEmail(email));
}

/** What a mail is for: a link, or to tell somebody what has happened. */
export type MailKind = "reset" | "verify" | "email" | "register" | "notice";

/** The same for mails, which count for themselves. */
export function mailPairOf(
  deps: Pick<AuthDeps, "config">,
  kind: MailKind,
  recipient: string,
  address: string,
): Pair {
  // What people do in their accounts takes nothing from the links that their neighbours ask for.
  const source = kind === "notice" ? "notice" : "mail";
  return {
    account: sign(deps, `${kind} to`, canonicalEmail(recipient)),
    source: `${source}:${sign(deps, source, network(address))}`,
  };
}

/** The same for registrations within one hour (counted since 1970). */
export function registrationPair(
  deps: Pick<AuthDeps, "config">,
  address: string,
  hour: number,
): Pair {
  return {
    account: sign(deps, "registrations in", String(hour)),
    source: `register:${sign(deps, "register", network(address))}`,
  };
}

function sign({ config }: Pick<AuthDeps, "config">, kind: string, text: string): string {
  return keysOf(config).throttle.sign(`${kind} ${text}`);
}

/** Whether a source is one that anybody could come from. */
export function isStranger(source: string): boolean {
  return source.startsWith(STRANGER);
}

/**
 * What one party has for itself: an IPv4 address, also where it is written as IPv6 or with a port, or the first 64 bits
 * of an IPv6 address, since every home has all others (RFC 6177). Anything else stands for itself.
 */
export function network(address: string): string {
  const [bare = address] = address.replace(/^\[(.*)\](:\d+)?$/, "$1").split("%"); // no port, no zone
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(bare);
  if (v4) return v4[1]!;
  const hostname = URL.parse(`http://[${bare}]/`)?.hostname; // in one spelling (RFC 5952)
  return hostname ? prefix64(hostname.slice(1, -1)) : address;
}

function prefix64(canonical: string): string {
  const [head = "", tail] = canonical.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array(8 - groups.length - after.length).fill("0");
  return [...groups, ...zeros, ...after].slice(0, 4).join(":") + "::/64";
}
