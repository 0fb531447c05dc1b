import type { Cookie } from "@std/http/cookie";

/** A cookie that is to be set. Without a value its attributes are judged alone. */
export type CookieDraft = Omit<Cookie, "value"> & Partial<Pick<Cookie, "value">>;

/** In bytes: browsers drop a cookie whose name and value together are longer (RFC 6265bis §5.6). */
export const MAX_COOKIE_BYTES = 4096;

/** In bytes: browsers ignore an attribute whose value is longer (RFC 6265bis §5.6). */
const MAX_ATTRIBUTE_BYTES = 1024;

/** A token of RFC 9110 §5.6.2. */
const NAME = /^[\w!#$%&'*+\-.^`|~]+$/;
/** Printable ASCII but `;`. A space would match no address: there it is `%20`. */
const PATH = /^\/[!-:<-~]*$/;
const LABEL = /^[a-z\d]([a-z\d-]*[a-z\d])?$/i;
const ATTRIBUTE = /^[!-:<-~][ -:<-~]*$/;
/** These have properties of their own; hidden among the unparsed ones they would pass all rules by. */
const PARSED = /^(expires|max-age|domain|path|secure|httponly|samesite|partitioned)\s*(=|$)/i;
/** Browsers compare the prefixes of names without regard to case (RFC 6265bis §5.7). */
const HOST_PREFIX = /^__host-/i;
/** All that a value cannot hold as it is (RFC 6265bis §4.1.1), and `%`, which marks what was encoded. */
const NO_COOKIE_OCTET = /[^!#$&-+\--:<-[\]-~]/gu;

/** What keeps browsers from storing a cookie as it was meant, in words. The first that holds is told. */
const FAULTS: readonly [holds: (cookie: CookieDraft) => boolean, words: string][] = [
  [({ name }) => !NAME.test(name), "The name may hold only letters, digits and !#$%&'*+-.^_`|~."],
  [({ value = "" }) => !value.isWellFormed(), "The value holds half a character (a surrogate)."],
  [isTooLong, "Name and value take more than 4,096 bytes; browsers drop such a cookie."],
  [
    ({ path }) => path !== undefined && !PATH.test(path),
    "The path has to begin with / and to hold only visible ASCII characters other than semicolons.",
  ],
  [({ domain }) => domain !== undefined && !isHostName(domain), "The domain is not a host name."],
  [({ maxAge = 0 }) => !isWholeNumber(maxAge), "Max-Age is not a whole number of seconds from 0."],
  [({ expires = 0 }) => !isDate(expires), "Expires is not a date of the years 1601 to 9999."],
  [
    ({ sameSite = "Lax" }) => !["Strict", "Lax", "None"].includes(sameSite),
    "SameSite is none of Strict, Lax and None.",
  ],
  [
    ({ unparsed = [] }) => !unparsed.every((text) => ATTRIBUTE.test(text)),
    "A further attribute is empty, or holds a semicolon or something else than printable ASCII characters.",
  ],
  [
    ({ unparsed = [] }) => unparsed.some((text) => PARSED.test(text)),
    "A further attribute is one that has a property of its own.",
  ],
  [
    hasLongAttribute,
    "An attribute takes more than 1,024 bytes; browsers ignore such an attribute.",
  ],
  [lacks("secure", /^__(secure|host|http|host-http)-/i), "A cookie of such a name must be Secure."],
  [lacks("httpOnly", /^__(http|host-http)-/i), "A cookie of such a name must be HttpOnly."],
  [
    ({ name, path }) => HOST_PREFIX.test(name) && path !== "/",
    "A cookie whose name begins with __Host- must have the path /.",
  ],
  [
    ({ name, domain }) => HOST_PREFIX.test(name) && domain !== undefined,
    "A cookie whose name begins with __Host- must not have a domain.",
  ],
  [
    ({ sameSite, secure }) => sameSite === "None" && !secure,
    "A cookie with SameSite=None must be Secure.",
  ],
  [({ partitioned, secure }) => !!partitioned && !secure, "A Partitioned cookie must be Secure."],
];

/**
 * Why browsers would drop this cookie or change it, in a plain sentence, or null when they would keep it as it is
 * (RFC 6265bis §5.6 and §5.7; for Partitioned, CHIPS). Browsers themselves say nothing to the server.
 */
export function cookieFault(cookie: CookieDraft): string | null {
  return FAULTS.find(([holds]) => holds(cookie))?.[1] ?? null;
}

/**
 * A value as it travels: UTF-8, percent-encoded where a cookie cannot hold it. Letters, digits and most signs stay.
 *
 * @throws {URIError} when the text holds half a character
 */
export function encodeCookieValue(value: string): string {
  return value.replace(NO_COOKIE_OCTET, encodeURIComponent);
}

/** Whether a cookie of this path goes along with a request for another (RFC 6265bis §5.1.4). */
export function pathMatches(requested: string, path: string): boolean {
  return requested === path || requested.startsWith(path.endsWith("/") ? path : `${path}/`);
}

/** Whether a host may set and gets a cookie for a domain, with a dot before it or not (RFC 6265bis §5.1.3). */
export function domainMatches(host: string, domain: string): boolean {
  const wanted = domain.toLowerCase().replace(/^\./, "");
  const isAddress = /^[\d.]+$/.test(host); // 10.0.0.1 is not below 0.1
  return host === wanted || (!isAddress && host.endsWith(`.${wanted}`));
}

function isTooLong({ name, value = "" }: CookieDraft): boolean {
  return name.length + encodeCookieValue(value).length > MAX_COOKIE_BYTES; // both are ASCII
}

function isHostName(domain: string): boolean {
  return domain.replace(/^\./, "").split(".").every((label) => LABEL.test(label));
}

function isWholeNumber(seconds: number): boolean {
  return Number.isSafeInteger(seconds) && seconds >= 0;
}

/** Other years cannot be written, or are not read (RFC 6265bis §5.1.1). */
function isDate(expires: Date | number): boolean {
  const year = new Date(expires).getUTCFullYear();
  return year >= 1601 && year <= 9999;
}

function hasLongAttribute({ path = "", domain = "", unparsed = [] }: CookieDraft): boolean {
  const values = unparsed.map((text) => text.slice(text.indexOf("=") + 1));
  return [path, domain, ...values].some((value) => value.length > MAX_ATTRIBUTE_BYTES);
}

function lacks(attribute: "secure" | "httpOnly", prefix: RegExp) {
  return (cookie: CookieDraft) => prefix.test(cookie.name) && !cookie[attribute];
}
