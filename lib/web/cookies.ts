import { type Cookie, setCookie as appendCookie } from "@std/http/cookie";
import { cookieFault, encodeCookieValue } from "./cookie_rules.ts";

/**
 * The value of one cookie in a Cookie header, or null. The first of several with that name counts: browsers send the
 * one with the longest path first (RFC 6265bis §5.8.3). Nothing is percent-decoded: values are read as they were set.
 */
export function readCookie(header: string | null, name: string): string | null {
  for (const [each, value] of pairs(header)) {
    if (each === name) return value;
  }
  return null;
}

/**
 * All cookies of a request by name; the first of several with one name counts, as in `readCookie`.
 *
 * A value is percent-decoded, or stays wholly as it is where that fails: at a stray `%`, or bytes that are no UTF-8.
 * Names never are, or `__%48ost-session` would pass for a name that browsers protect. Quotes are part of a value, as
 * they are for browsers (RFC 6265bis §5.6). What comes without a name (RFC 6265bis §5.8.3) can't be asked for, and is
 * left out. Other bytes than ASCII are Latin-1, which is how headers arrive.
 */
export function getCookies(headers: Headers): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const [name, value] of pairs(headers.get("cookie"))) {
    if (name !== "" && !cookies.has(name)) cookies.set(name, decode(value));
  }
  return cookies;
}

/**
 * Adds a Set-Cookie header. The value may be any text: `getCookies` gives it back as it was.
 *
 * @throws {TypeError} when browsers would drop the cookie or change it; the message says why
 */
export function setCookie(headers: Headers, cookie: Cookie): void {
  const fault = cookieFault(cookie);
  if (fault !== null) throw new TypeError(`The cookie "${cookie.name}" cannot be set: ${fault}`);
  appendCookie(headers, { ...cookie, value: encodeCookieValue(cookie.value) });
}

/**
 * Adds a Set-Cookie header that makes browsers forget a cookie that was set with these attributes. It carries them
 * all: browsers hold a deletion to the same rules as a cookie, and another path, domain or partition is another
 * cookie. The function of this name in `@std/http` leaves SameSite out.
 *
 * @throws {TypeError} when no cookie of these attributes could have been set
 */
export function deleteCookie(
  headers: Headers,
  name: string,
  attributes: Omit<Cookie, "name" | "value" | "expires" | "maxAge"> = {},
): void {
  setCookie(headers, { ...attributes, name, value: "", maxAge: 0, expires: new Date(0) });
}

/** Names and values of a Cookie header in the order in which they were sent. */
export function* pairs(header: string | null): Generator<[name: string, value: string]> {
  for (const pair of header?.split(";") ?? []) {
    const equals = pair.indexOf("=");
    if (equals !== -1) yield [trim(pair.slice(0, equals)), trim(pair.slice(equals + 1))];
  }
}

/**
 * Strips space and tab alone: `trim()` would also take a no-break space (0xA0), which is how another site's cookie
 * named "\u00A0__Host-session" could pass for ours. Not by a pattern: at the end of a text it would look at each run
 * of blanks once for every blank, and 64 KiB of them would take seconds.
 */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
