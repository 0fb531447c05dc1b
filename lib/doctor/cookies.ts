import type { CookieDraft } from "@/lib/web/cookie_rules.ts";
import { pairs } from "@/lib/web/cookies.ts";

/** A cookie as a `Set-Cookie` header names it, whatever a browser would make of it. */
export interface SetCookie extends CookieDraft {
  readonly name: string;
  readonly value: string;
}

const SAME_SITE = ["Strict", "Lax", "None"] as const;

/**
 * Takes a `Set-Cookie` header apart as browsers do (RFC 6265bis §5.6), and leaves out no cookie that they would drop.
 * When it ends is left out: browsers take any end.
 */
export function parseSetCookie(header: string): SetCookie {
  const [pair = "", ...rest] = header.split(";");
  const [name, value] = split(pair);
  const attributes = new Map(
    rest.map(split).map(([name, value]) => [name.toLowerCase(), value] as const),
  );
  const sameSite = attributes.get("samesite")?.toLowerCase();
  return {
    name,
    value,
    path: attributes.get("path"),
    domain: attributes.get("domain")?.toLowerCase() || undefined,
    secure: attributes.has("secure"),
    httpOnly: attributes.has("httponly"),
    partitioned: attributes.has("partitioned"),
    sameSite: SAME_SITE.find((known) => known.toLowerCase() === sameSite),
  };
}

export function cookieHeader(request: Headers | undefined): string | null {
  return request?.get("cookie") ?? null;
}

/** The values of all cookies of one name in a Cookie header, in the order in which they came. */
export function valuesOf(header: string | null, name: string): string[] {
  return [...pairs(header)].filter(([each]) => each === name).map(([, value]) => value);
}

function split(text: string): [name: string, value: string] {
  const [name = "", ...value] = text.split("=");
  return [name.trim(), value.join("=").trim()];
}
