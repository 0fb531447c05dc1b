import type { Clock } from "@/lib/clock.ts";
import { isLoopback } from "@/lib/config/localhost.ts";
import { pathMatches } from "@/lib/web/cookie_rules.ts";
import { parseSetCookie, type SetCookie } from "./cookies.ts";
import { addressOf, type Evidence } from "./evidence.ts";
import { isKept } from "./rules/cookies.ts";

/** What came of asking an address for its page, and of sending its form back. */
export interface Visit {
  /** The requests for the page, redirects first. */
  readonly hops: readonly Evidence[];
  /** Where the page was in the end, or was looked for. */
  readonly url: URL;
  /** Why there is no answer from there. */
  readonly failure?: string;
  /** Whether the page holds a form with a token of `lib/session`. */
  readonly hasForm: boolean;
  /** The form that was sent. */
  readonly form?: Evidence;
  /** Whether it takes the word of anybody for the host that was asked. */
  readonly believesAnybody: boolean;
}

/** What a browser would keep, by name. */
type Cookies = Map<string, SetCookie>;

/** A visit that has followed so many, and is redirected again, gives up. */
export const MAX_REDIRECTS = 5;
/** In milliseconds, for each request. */
const PATIENCE = 10_000;
/** In characters: a page is far shorter, and what a server sends may never end. */
const MAX_PAGE = 1_000_000;

/**
 * Opens a page as a browser does, and sends the token of its form back to /logout: without anybody signed in that changes
 * nothing, and yet meets all that a form meets. Redirects are followed, cookies kept that a browser would keep.
 */
export async function visit(start: URL, clock: Clock): Promise<Visit> {
  const hops: Evidence[] = [];
  const cookies: Cookies = new Map();
  let url = start;
  try {
    let [response, token] = await open(url, cookies);
    hops.push(answered(url, response, clock));
    for (let next = target(url, response); next && hops.length <= MAX_REDIRECTS;) {
      if (next.host !== url.host) cookies.clear();
      url = next;
      [response, token] = await open(url, cookies);
      hops.push(answered(url, response, clock));
      next = target(url, response);
    }
    const form = token ? await sendForm(url, cookies, token, clock) : undefined;
    const believesAnybody = response.status < 400 && await isFooled(url);
    return { hops, url, hasForm: !!token, believesAnybody, ...(form && { form }) };
  } catch (error) {
    return { hops, url, failure: reasonOf(error), hasForm: false, believesAnybody: false };
  }
}

/** Asks for a page, and finds the token in it. */
async function open(
  url: URL,
  cookies: Cookies,
): Promise<[response: Response, token: string | undefined]> {
  const response = await ask(url, {
    headers: { accept: "text/html", ...cookieHeader(url, cookies) },
  });
  for (const cookie of response.headers.getSetCookie().map(parseSetCookie)) {
    if (isKept(cookie, addressOf(url))) cookies.set(cookie.name, cookie);
  }
  const text = await beginning(response);
  return [response, /name="csrf_token" value="([\w-]+)"/.exec(text)?.[1]];
}

/** As much of the text as a page may have. Leaving the loop ends the connection. */
async function beginning({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MAX_PAGE) break;
  }
  return text;
}

async function sendForm(
  page: URL,
  cookies: Cookies,
  token: string,
  clock: Clock,
): Promise<Evidence> {
  const url = new URL("/logout", page);
  // Over plain http browsers say Sec-Fetch-Site only on localhost.
  const saysSite = url.protocol === "https:" || isLoopback(url.hostname);
  const request = new Headers({
    origin: url.origin,
    ...(saysSite ? { "sec-fetch-site": "same-origin" } : {}),
    ...cookieHeader(url, cookies),
  });
  const body = new URLSearchParams({ csrf_token: token });
  const response = await ask(url, { method: "POST", headers: request, body });
  await response.body?.cancel();
  return { ...answered(url, response, clock), method: "POST", request, seenBy: "browser" };
}

/** Names a host in the words of a proxy: 421 says that this was believed. Nothing that is not asked for is cached. */
async function isFooled(page: URL): Promise<boolean> {
  const url = new URL(page);
  url.searchParams.set("doctor", String(Math.random()));
  const response = await ask(url, { headers: { "x-forwarded-host": "doctor.invalid" } });
  await response.body?.cancel();
  return response.status === 421;
}

function ask(url: URL, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
}

function answered(url: URL, { status, headers }: Response, clock: Clock): Evidence {
  return { method: "GET", ...addressOf(url), status, answer: headers, at: clock() };
}

/** Where an answer leads, if it does. */
function target(url: URL, { status, headers }: Response): URL | null {
  const location = headers.get("location");
  const to = status >= 300 && status < 400 && location ? URL.parse(location, url) : null;
  return to && /^https?:$/.test(to.protocol) ? to : null;
}

/** Those that a browser would send along (RFC 6265bis §5.8.3). */
function cookieHeader({ pathname }: URL, cookies: Cookies): Record<string, string> {
  const sent = [...cookies.values()].filter(({ path }) => pathMatches(pathname, path ?? "/"));
  if (sent.length === 0) return {};
  return { cookie: sent.map(({ name, value }) => `${name}=${value}`).join("; ") };
}

/** What the network said: in the error itself, or in Deno ≥ 2.9 in its cause. The address before it is left out. */
function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error;
  if (name === "TimeoutError") return `no answer within ${PATIENCE / 1000} seconds`;
  const said = cause instanceof Error ? cause.message : message;
  return said.replace(/^.*for url \(.*?\): |\.$/g, "");
}
