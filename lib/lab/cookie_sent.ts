import { type Cookie, getSetCookies } from "@std/http/cookie";
import { isLoopback } from "@/lib/config/localhost.ts";
import {
  cookieBytes,
  type Session,
  type SessionData,
  type SessionSettings,
} from "@/lib/session/mod.ts";
import { MAX_COOKIE_BYTES, pathMatches } from "@/lib/web/cookie_rules.ts";
import type { Here } from "./cookie_check.ts";

/** A Set-Cookie header that went out, until the page after it has shown it. */
export interface SentCookie {
  /** As it went out; only its beginning when the session had no room for all of it. */
  readonly header: string;
  /** How many characters it had. */
  readonly length: number;
}

export interface CookieLabData extends SessionData {
  labSent?: SentCookie;
}

/** In bytes: what the app needs of the session's cookie for itself, beside the header. */
const ROOM_FOR_APP = 300;
/** In seconds: 400 days, after which browsers forget every cookie (RFC 6265bis §5.5). */
const LONGEST = 34_560_000;

/** Carries a Set-Cookie header to the next page, as much of it as fits. */
export function keepSent(
  session: Session<CookieLabData>,
  header: string,
  settings: SessionSettings,
): void {
  const { length } = header;
  session.set("labSent", { header, length });
  const excess = cookieBytes(session, settings) - (MAX_COOKIE_BYTES - ROOM_FOR_APP);
  if (excess <= 0) return;
  // Three characters take four bytes of the cookie, and a header is ASCII.
  const kept = Math.max(0, length - Math.ceil(excess * 3 / 4));
  session.set("labSent", { header: header.slice(0, kept), length });
}

/** What there is to know about a header that the header does not say. */
export function notesOn({ header }: SentCookie, page: string, here: Here): string[] {
  const [cookie] = getSetCookies(new Headers({ "set-cookie": header }));
  if (!cookie) return [];
  return NOTES.filter(([applies]) => applies(cookie, page, here)).map(([, words]) => words);
}

const NOTES: readonly [
  applies: (cookie: Cookie, page: string, here: Here) => boolean,
  words: string,
][] = [
  [
    ({ maxAge }) => maxAge === 0,
    "Max-Age=0 makes the browser forget the cookie at once. If it still stands below, it was set with another path, domain or partition: to the browser that is another cookie.",
  ],
  [
    ({ maxAge = 0 }) => maxAge > LONGEST,
    "Browsers keep cookies for 400 days at most, whatever Max-Age says.",
  ],
  [
    ({ path }, page) => path !== undefined && !pathMatches(page, path),
    "The browser does not send it to this page, because of its path. It will not stand below.",
  ],
  [
    ({ path }) => path === undefined,
    "Without a path it is for the folder of the page that set it, /lab, and all below.",
  ],
  [
    ({ secure }, _page, here) => !!secure && !here.secure && isLoopback(here.host),
    "Over plain http a Secure cookie passes here only because most browsers trust localhost.",
  ],
];
