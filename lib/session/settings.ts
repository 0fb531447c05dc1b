import type { Clock } from "@/lib/clock.ts";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { cookieFault } from "@/lib/web/cookie_rules.ts";
import type { Log } from "@/lib/web/log.ts";
import { type Codec, createCodec } from "./codec.ts";

/** Which requests of other sites carry the cookie: none, links alone, or all. */
export type SameSite = "Strict" | "Lax" | "None";

/** When the cookie of a permanent session is sent anew: in good time, at each visit that touches it, or not at all. */
export type Refresh = "due" | "each" | "never";

/** The attributes of the session cookie (RFC 6265bis §5.6); a deletion carries the same. */
export interface CookieAttributes {
  readonly name: string;
  readonly path: string;
  readonly domain?: string;
  readonly secure: boolean;
  readonly httpOnly: true;
  readonly sameSite: SameSite;
  readonly partitioned: boolean;
}

/** How sessions are kept; made once, when the app is made. */
export interface SessionSettings {
  readonly codec: Codec;
  readonly cookie: CookieAttributes;
  /** Seconds that a permanent session outlives its last renewal; no signature holds longer. */
  readonly lifetime: number;
  readonly refresh: Refresh;
  readonly clock: Clock;
  readonly log: Pick<Log, "info"> | undefined;
}

/** What an app chooses; see {@linkcode createSessionSettings}. */
export interface SessionOptions {
  /** The current secret first, then those that only verify. None: sessions can be read (empty), not written. */
  readonly secrets: readonly string[];
  /** Whether browsers reach the app over https. */
  readonly secure: boolean;
  /** Seconds for which a signature holds, and a permanent session lives on after its last renewal. */
  readonly lifetime: number;
  /** Default: "due", when the cookie is older than a quarter of its lifetime, or a day. */
  readonly refresh?: Refresh;
  /** Default: `__Host-session`, or `__Secure-session` with a domain or a path, or over http `session`. */
  readonly name?: string;
  /** Default: `/`. For an app that is mounted below a path: that path. */
  readonly path?: string;
  /** The host whose subdomains get the cookie too. Default: this very host alone. */
  readonly domain?: string;
  /** Default: `Lax`. */
  readonly sameSite?: SameSite;
  /** Keeps the cookie apart for each site that embeds the app (CHIPS). Implies Secure. Default: false. */
  readonly partitioned?: boolean;
  /** The time in milliseconds since 1970, such as `Date.now`. */
  readonly clock: Clock;
  /** Told when messages are dropped because too many wait. */
  readonly log?: Pick<Log, "info">;
}

/** Options that contradict each other, or that browsers would answer by dropping the cookie. */
export class SessionOptionsError extends TypeError {
  override name = "SessionOptionsError";
}

/**
 * Settings for one app. Over https the cookie is named `__Host-session` where it can be: browsers then accept it only
 * from this very host, over https, for all paths, so that no sibling domain can plant one (RFC 6265bis §4.1.3.2).
 *
 * @throws {SessionOptionsError} when the attributes do not go together
 */
export function createSessionSettings(options: SessionOptions): SessionSettings {
  const { secrets, lifetime, refresh = "due", clock, log } = options;
  const cookie = cookieAttributes(options);
  const fault = cookieFault({ ...cookie, maxAge: lifetime });
  if (fault) throw new SessionOptionsError(`The session cookie cannot be made: ${fault}`);
  if (!(lifetime >= 1)) throw new SessionOptionsError("The lifetime is less than a second.");
  const keyring = createKeyring(secrets, "session");
  const codec = createCodec({ keyring, cookieName: cookie.name, maxAge: lifetime, clock });
  return Object.freeze({ codec, cookie, lifetime, refresh, clock, log });
}

function cookieAttributes(
  { secure, path = "/", domain, sameSite = "Lax", partitioned = false, name }: SessionOptions,
): CookieAttributes {
  const isHostOnly = domain === undefined && path === "/";
  const prefix = !secure ? "" : isHostOnly ? "__Host-" : "__Secure-";
  return Object.freeze({
    name: name ?? `${prefix}session`,
    path,
    ...(domain === undefined ? {} : { domain }),
    secure: secure || partitioned,
    httpOnly: true,
    sameSite,
    partitioned,
  });
}
