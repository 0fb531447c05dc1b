import { MAX_COOKIE_BYTES } from "@/lib/web/cookie_rules.ts";
import { deleteCookie, readCookie, setCookie } from "@/lib/web/cookies.ts";
import { Session, type SessionData, sizes } from "./session.ts";
import type { SessionSettings } from "./settings.ts";

/** A permanent session is due for renewal when its cookie is older than this part of its lifetime, or a day. */
const RENEW_AFTER_PART = 1 / 4;
const RENEW_AFTER_SECONDS = 86_400;

/** The session that a Cookie header carries, decoded when it is first touched. */
export function openSession<D extends SessionData>(
  cookieHeader: string | null,
  { codec, cookie }: SessionSettings,
): Session<D> {
  return new Session<D>({
    open: () => codec.decode(readCookie(cookieHeader, cookie.name) ?? ""),
    assertWritable: codec.assertWritable,
    keyIds: codec.keyIds,
  });
}

/**
 * Adds to `headers` what a session that was touched needs to travel: the orders that keep shared caches from
 * mixing visitors up, and a cookie when there is something new to say.
 *
 * @param giveWay called while the values do not fit; takes something out that can be spared, or says that nothing can
 * @throws {Error} when the values do not fit into a cookie; the message names the biggest keys
 */
export function saveSession<D extends SessionData>(
  headers: Headers,
  session: Session<D>,
  settings: SessionSettings,
  giveWay?: () => boolean,
): void {
  forbidSharedCaching(headers);
  if (session.isLeft) return;
  const { cookie } = settings;
  if (isEmpty(session)) {
    if (!session.isNew) deleteCookie(headers, cookie.name, cookie);
  } else if (session.isModified || isDueForRenewal(session, settings)) {
    const value = encodeFitting(session, settings, giveWay);
    const maxAge = session.permanent ? { maxAge: settings.lifetime } : {};
    setCookie(headers, { ...cookie, value, ...maxAge });
  }
}

/** The bytes that the session's cookie would take now, name and value, of the 4,096 that browsers keep. */
export function cookieBytes<D extends SessionData>(
  session: Session<D>,
  { codec, cookie }: SessionSettings,
): number {
  return byteLength(cookie.name, codec.encode(new Map(session)));
}

function byteLength(name: string, value: string): number {
  return name.length + value.length; // both are ASCII
}

function forbidSharedCaching(headers: Headers): void {
  const vary = headers.get("vary")?.toLowerCase() ?? "";
  if (!vary.split(/\s*,\s*/).some((name) => name === "cookie" || name === "*")) {
    headers.append("vary", "Cookie");
  }
  headers.set("cache-control", "no-store");
}

/** A session that only says how long it would live holds nothing. */
function isEmpty<D extends SessionData>(session: Session<D>): boolean {
  return session.size === 0 || (session.size === 1 && session.permanent);
}

/** Under today's key at the next visit, and for permanent sessions in time, as the settings say. */
function isDueForRenewal<D extends SessionData>(
  session: Session<D>,
  { lifetime, refresh, clock }: SessionSettings,
): boolean {
  const { origin } = session;
  if (!origin) return false;
  if (!origin.isCurrentKey) return true;
  if (!session.permanent || refresh === "never") return false;
  const renewAfter = Math.min(lifetime * RENEW_AFTER_PART, RENEW_AFTER_SECONDS);
  return refresh === "each" || clock() - origin.issuedAt > renewAfter * 1000;
}

function encodeFitting<D extends SessionData>(
  session: Session<D>,
  { codec, cookie: { name } }: SessionSettings,
  giveWay: (() => boolean) | undefined,
): string {
  for (;;) {
    const value = codec.encode(new Map(session));
    const bytes = byteLength(name, value);
    if (bytes <= MAX_COOKIE_BYTES) return value;
    if (!giveWay?.()) throw oversize(bytes, session);
  }
}

function oversize<D extends SessionData>(bytes: number, session: Session<D>): Error {
  const biggest = sizes(session).slice(0, 3).map(([key, size]) => `${key} (${size} bytes)`);
  return new Error(
    `The session needs a cookie of ${bytes} bytes, and browsers keep ${MAX_COOKIE_BYTES}. Biggest keys: ${
      biggest.join(", ")
    }.`,
  );
}
