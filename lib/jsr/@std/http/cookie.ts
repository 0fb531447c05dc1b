/** A cookie as a server sets it. */
export interface Cookie {
  /** A token: letters, digits and ``!#$%&'*+-.^_`|~``. */
  name: string;
  /** Printable ASCII without space, quotes, comma, semicolon and backslash. */
  value: string;
  /** When the browser forgets it: a date, or milliseconds since 1970 UTC. */
  expires?: Date | number;
  /** Seconds until the browser forgets it; goes before `expires`. A whole number from 0. */
  maxAge?: number;
  /** The host, and all below it, that get the cookie. Without it: this very host. */
  domain?: string;
  /** The path at and below which the cookie is sent. */
  path?: string;
  /** Send it over https only. */
  secure?: boolean;
  /** Hide it from scripts. */
  httpOnly?: boolean;
  /** Keep it apart for each top-level site. */
  partitioned?: boolean;
  /** Whether other sites' requests carry it. */
  sameSite?: "Strict" | "Lax" | "None";
  /** Attributes that have no property here, as `Name=value`. */
  unparsed?: string[];
}

const TOKEN = /^[\w!#$%&'*+\-.^`|~]+$/;
const VALUE = /^[!#-+\--:<-[\]-~]*$/;
const ATTRIBUTE = /^[ -:<-~]*$/;
const DOMAIN = /^\.?[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/i;

const ATTRIBUTES = new Map<string, (value: string) => Partial<Cookie>>([
  ["expires", (value) => ({ expires: new Date(value) })],
  ["max-age", (value) => ({ maxAge: Number(value) })],
  ["domain", (domain) => ({ domain })],
  ["path", (path) => ({ path })],
  ["secure", () => ({ secure: true })],
  ["httponly", () => ({ httpOnly: true })],
  ["samesite", (value) => ({ sameSite: value as Cookie["sameSite"] })],
  ["partitioned", () => ({ partitioned: true })],
]);

/**
 * The cookies of a request, by name. Of cookies with one name the first counts: browsers send the
 * one for the longest path first.
 *
 * @returns an object without prototype, so that no cookie's name means more than a name
 */
export function getCookies(headers: Headers): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null);
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [name, value] = splitPair(pair);
    if (value !== undefined) cookies[name] ??= value;
  }
  return cookies;
}

/**
 * Adds a `Set-Cookie` header. A `__Secure-` or `__Host-` name brings the attributes it asks for.
 *
 * @throws {SyntaxError} when a part holds characters that it must not, or contradicts the name
 */
export function setCookie(headers: Headers, cookie: Cookie): void {
  headers.append("set-cookie", format(withPrefixRules(cookie)));
}

/** Adds a `Set-Cookie` header that makes the browser forget the cookie of these attributes. */
export function deleteCookie(
  headers: Headers,
  name: string,
  attributes?: Pick<Cookie, "path" | "domain" | "secure" | "httpOnly" | "partitioned">,
): void {
  setCookie(headers, { ...attributes, name, value: "", expires: new Date(0) });
}

/** The cookies that a response sets. Those that a browser would refuse for their name are left out. */
export function getSetCookies(headers: Headers): Cookie[] {
  return headers.getSetCookie().map(parse).filter((cookie) => cookie !== null);
}

function splitPair(pair: string): [name: string, value?: string] {
  const at = pair.indexOf("=");
  return at < 0 ? [trim(pair)] : [trim(pair.slice(0, at)), trim(pair.slice(at + 1))];
}

/**
 * Strips space and tab alone: trim() would take U+00A0 too and make another cookie's name of it. A pattern would take
 * quadratic time for many blanks.
 */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && " \t".includes(text[start]!)) start++;
  while (end > start && " \t".includes(text[end - 1]!)) end--;
  return text.slice(start, end);
}

function withPrefixRules(cookie: Cookie): Cookie {
  const isHost = cookie.name.startsWith("__Host-");
  if (!isHost && !cookie.name.startsWith("__Secure-")) return cookie;
  refuseIf(cookie.secure === false, `"${cookie.name}" must be secure`);
  refuseIf(isHost && cookie.domain !== undefined, `"${cookie.name}" must not have a domain`);
  refuseIf(isHost && (cookie.path ?? "/") !== "/", `"${cookie.name}" must have the path "/"`);
  return { ...cookie, secure: true, path: isHost ? "/" : cookie.path };
}

function format(cookie: Cookie): string {
  validate(cookie);
  const { name, value, expires, maxAge, domain, path, sameSite, unparsed = [] } = cookie;
  const attributes = [
    expires !== undefined && `Expires=${new Date(expires).toUTCString()}`,
    maxAge !== undefined && `Max-Age=${maxAge}`,
    domain !== undefined && `Domain=${domain}`,
    path !== undefined && `Path=${path}`,
    cookie.secure && "Secure",
    cookie.httpOnly && "HttpOnly",
    sameSite && `SameSite=${sameSite}`,
    cookie.partitioned && "Partitioned",
    ...unparsed,
  ];
  return [`${name}=${value}`, ...attributes.filter(Boolean)].join("; ");
}

function validate({ name, value, expires, maxAge = 0, domain, path, unparsed }: Cookie): void {
  refuseIf(!TOKEN.test(name), `name "${name}" is not a token`);
  refuseIf(!VALUE.test(value), `value of "${name}" holds a character that must be encoded`);
  refuseIf(path !== undefined && !ATTRIBUTE.test(path), `path "${path}" holds a bad character`);
  refuseIf(domain !== undefined && !DOMAIN.test(domain), `domain "${domain}" is not a host name`);
  const wrongAge = `maxAge ${maxAge} is not a whole number of seconds from 0`;
  refuseIf(!Number.isInteger(maxAge) || maxAge < 0, wrongAge);
  refuseIf(expires !== undefined && isNaN(Number(expires)), "expires is not a date");
  refuseIf(unparsed?.some((text) => !ATTRIBUTE.test(text)), "an attribute holds a bad character");
}

function refuseIf(wrong: boolean | undefined, reason: string): void {
  if (wrong) throw new SyntaxError(`Cookie refused: ${reason}.`);
}

function parse(header: string): Cookie | null {
  const [first = "", ...attributes] = header.split(";");
  const [name, value] = splitPair(first);
  if (value === undefined || !TOKEN.test(name)) return null;
  const cookie: Cookie = { name, value };
  for (const attribute of attributes) readAttribute(cookie, attribute);
  return isRefusedForName(cookie) ? null : cookie;
}

function readAttribute(cookie: Cookie, attribute: string): void {
  const [name, value = ""] = splitPair(attribute);
  const read = ATTRIBUTES.get(name.toLowerCase());
  if (read) Object.assign(cookie, read(value));
  else (cookie.unparsed ??= []).push(trim(attribute));
}

function isRefusedForName({ name, secure, domain, path }: Cookie): boolean {
  if (name.startsWith("__Host-")) return !secure || domain !== undefined || path !== "/";
  return name.startsWith("__Secure-") && !secure;
}
