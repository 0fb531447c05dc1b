import type { Cookie } from "@std/http/cookie";
import { isLoopback } from "@/lib/config/localhost.ts";
import { type CookieDraft, cookieFault, domainMatches } from "@/lib/web/cookie_rules.ts";
import { type CookieErrors, type CookieFields, timeValue } from "./cookie_form.ts";
import { nameFault } from "./cookie_names.ts";
import { count } from "./words.ts";

/** Where the cookie would be set, and when. */
export interface Here {
  /** The host of the page, without its port. */
  readonly host: string;
  /** Whether browsers reach it over https. */
  readonly secure: boolean;
  readonly sessionName: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type CheckedCookie =
  | { readonly ok: true; readonly cookie: Cookie }
  | { readonly ok: false; readonly errors: CookieErrors };

/** In characters. */
const LENGTHS = { value: 256, path: 200, domain: 253 } as const;

/** How each field could be right: the first whose correction silences a complaint is where it belongs. */
const CORRECTIONS: readonly [keyof CookieFields, Partial<CookieDraft>][] = [
  ["secure", { secure: true }],
  ["path", { path: "/" }],
  ["domain", { domain: undefined }],
  ["max_age", { maxAge: 0 }],
  ["same_site", { sameSite: "Lax" }],
  ["value", { value: "" }],
  ["name", { name: "lab_visit" }],
];

/** The cookie that the fields describe, or what is wrong with each: what browsers would drop is not sent. */
export function checkCookie(fields: CookieFields, here: Here): CheckedCookie {
  const cookie = draftOf(fields, here.now);
  const own = ownFaults(fields, here);
  const fine = CORRECTIONS.filter(([name]) => own[name]).map(([, correction]) => correction);
  const found = { ...browserFaults(Object.assign({}, cookie, ...fine)), ...own };
  const errors = inOrder(found, Object.keys(fields));
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, cookie };
}

/** The same for a cookie that is to go: it needs no value and no age, and has the attributes that it cannot be without. */
export function checkDeletion(fields: CookieFields, here: Here): CheckedCookie {
  const { name, path, secure, partitioned } = fields;
  return checkCookie({
    ...fields,
    value: "-",
    max_age: "",
    secure: secure || partitioned || /^__(Host|Secure)-/.test(name),
    path: path || (name.startsWith("__Host-") ? "/" : ""),
  }, here);
}

function draftOf(fields: CookieFields, now: number): Cookie {
  const { name, value, max_age, path, domain, same_site, secure, http_only, partitioned } = fields;
  return {
    name,
    value: value || timeValue(now),
    ...(max_age && { maxAge: /^\d+$/.test(max_age) ? Number(max_age) : NaN }),
    ...(path && { path }),
    ...(domain && { domain }),
    ...(same_site && { sameSite: same_site as Cookie["sameSite"] }),
    secure,
    httpOnly: http_only,
    partitioned,
  };
}

/** Everything that browsers would find fault with, by field. */
function browserFaults(cookie: CookieDraft): CookieErrors {
  const errors: CookieErrors = {};
  let draft = cookie;
  for (let fault = cookieFault(draft); fault !== null; fault = cookieFault(draft)) {
    const corrected = CORRECTIONS.find(([, correction]) =>
      cookieFault({ ...draft, ...correction }) !== fault
    );
    errors[corrected?.[0] ?? ""] = fault;
    if (!corrected) break;
    draft = { ...draft, ...corrected[1] };
  }
  return errors;
}

/** As the fields stand on the page. */
function inOrder(errors: CookieErrors, names: readonly string[]): CookieErrors {
  const place = ([name]: [string, string]) => names.indexOf(name);
  return Object.fromEntries(Object.entries(errors).sort((a, b) => place(a) - place(b)));
}

/** What the lab refuses, and what depends on where the page comes from. */
function ownFaults(fields: CookieFields, here: Here): CookieErrors {
  const faults: CookieErrors = {};
  const name = nameFault(fields.name, here.sessionName);
  if (name) faults.name = name;
  for (const [field, max] of Object.entries(LENGTHS) as [keyof typeof LENGTHS, number][]) {
    const excess = [...fields[field]].length - max;
    const characters = count(excess, "character", "characters");
    if (excess > 0) faults[field] = `Please shorten this by ${characters}; ${max} fit.`;
  }
  const domain = domainFault(fields.domain, here.host);
  if (domain) faults.domain ??= domain;
  if (fields.secure && !here.secure && !isLoopback(here.host)) {
    faults.secure =
      "This page comes over plain http: browsers take Secure cookies only over https.";
  }
  return faults;
}

/** A host may set cookies for itself and for the hosts above it (RFC 6265bis §5.7), but for no top-level domain. */
function domainFault(domain: string, host: string): string | null {
  const wanted = domain.toLowerCase().replace(/^\./, "");
  const isNone = cookieFault({ name: "lab_visit", domain }) !== null;
  if (domain === "" || wanted === host || isNone) return null;
  if (!domainMatches(host, domain)) {
    return `This page comes from ${host}: browsers take from it only cookies for ${host} or a domain above.`;
  }
  return wanted.includes(".")
    ? null
    : "This is a top-level domain: browsers take cookies for none.";
}
