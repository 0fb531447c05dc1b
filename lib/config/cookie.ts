import { ConfigError, quote } from "./error.ts";
import { isLocalhost } from "./localhost.ts";
import { choice, type Env } from "./values.ts";

/** What is set of the session cookie; what is not is left to the session. */
export interface CookieConfig {
  readonly name?: string;
  readonly path?: string;
  readonly domain?: string;
  readonly sameSite?: "Strict" | "Lax" | "None";
  readonly partitioned: boolean;
  readonly refresh: "due" | "each" | "never";
}

const SAME_SITE = { lax: "Lax", strict: "Strict", none: "None" } as const;

/**
 * Reads SESSION_COOKIE_… and SESSION_REFRESH. Whether the attributes go together, the session checks when it is made.
 *
 * @throws {ConfigError} on a value that can't be right whatever the others are
 */
export function readCookieConfig(env: Env, origin: URL): CookieConfig {
  return Object.freeze({
    ...(env.SESSION_COOKIE_NAME && { name: env.SESSION_COOKIE_NAME }),
    ...(env.SESSION_COOKIE_PATH && { path: env.SESSION_COOKIE_PATH }),
    ...(env.SESSION_COOKIE_DOMAIN && { domain: readDomain(env.SESSION_COOKIE_DOMAIN, origin) }),
    ...(env.SESSION_COOKIE_SAMESITE && {
      sameSite: SAME_SITE[choice(env, "SESSION_COOKIE_SAMESITE", ["lax", "strict", "none"])],
    }),
    partitioned: readPartitioned(env, origin),
    refresh: choice(env, "SESSION_REFRESH", ["due", "each", "never"]),
  });
}

/** Browsers drop a cookie for a domain that the page is not in (RFC 6265bis §5.7), and know no domains of addresses. */
function readDomain(value: string, { hostname }: URL): string {
  const domain = value.replace(/^\./, "").toLowerCase();
  const isWithin = hostname === domain || hostname.endsWith(`.${domain}`);
  const isDomain = domain.includes(".") && !/^[\d.]+$/.test(domain);
  if (isWithin && isDomain) return domain;
  throw new ConfigError(
    `SESSION_COOKIE_DOMAIN is ${
      quote(value)
    }; it has to be the host of ORIGIN (${hostname}) or a domain above it, such as book.example.`,
  );
}

/** Partitioned implies Secure, and a Secure cookie that comes over http is dropped everywhere but on localhost. */
function readPartitioned(env: Env, { protocol, origin }: URL): boolean {
  const isOn = choice(env, "SESSION_COOKIE_PARTITIONED", ["off", "on"]) === "on";
  if (isOn && protocol === "http:" && !isLocalhost(origin)) {
    throw new ConfigError(
      `SESSION_COOKIE_PARTITIONED needs https, and ORIGIN is ${origin}.`,
    );
  }
  return isOn;
}
