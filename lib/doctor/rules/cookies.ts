import { quote } from "@/lib/config/error.ts";
import { isLoopback } from "@/lib/config/localhost.ts";
import { cookieFault, domainMatches, MAX_COOKIE_BYTES } from "@/lib/web/cookie_rules.ts";
import { pairs } from "@/lib/web/cookies.ts";
import { addressText, hostname } from "../address.ts";
import { type Evidence, isForm, schemeOf, wasTaken } from "../evidence.ts";
import { type Finding, type Found, warning, wrong } from "../finding.ts";
import { cookieHeader, parseSetCookie, type SetCookie } from "../cookies.ts";
import type { Settings } from "../settings.ts";

/** Cookies that browsers drop, and say nothing to the server. */
export function droppedCookies(evidence: Evidence): Found {
  return setCookies(evidence).flatMap((cookie) => {
    const { value: _, ...attributes } = cookie; // as it travels; its length is told by `oversize`
    const fault = cookieFault(attributes) ?? domainFault(cookie, evidence);
    return fault === null ? [] : [wrong(
      `Browsers do not keep the cookie ${quote(cookie.name)} as the answer sets it. ${fault}`,
      "Change the attributes where the cookie is set; those of the session cookie are SESSION_COOKIE_… and ORIGIN. A proxy may have changed them too.",
    )];
  });
}

/** Whether a browser that asked this address keeps the cookie. */
export function isKept(cookie: SetCookie, evidence: Evidence): boolean {
  const { value, ...attributes } = cookie;
  const isHere = cookieFault(attributes) === null && domainFault(cookie, evidence) === null;
  const isShort = cookie.name.length + value.length <= MAX_COOKIE_BYTES;
  const isSafe = schemeOf(evidence) === "https" || isLoopback(hostname(evidence) ?? "");
  return isHere && isShort && (isSafe || !cookie.secure);
}

/** Browsers drop a cookie for a domain that the host is not in (RFC 6265bis §5.7). */
function domainFault({ domain }: SetCookie, evidence: Evidence): string | null {
  const host = hostname(evidence);
  if (!host || !domain || domainMatches(host, domain)) return null;
  return `Its domain is ${quote(domain)}, and it came from ${quote(host)}.`;
}

export function oversize(evidence: Evidence): Found {
  const sent = [...pairs(cookieHeader(evidence.request))].map(([name, value]) => ({ name, value }));
  return [...setCookies(evidence), ...sent].flatMap(({ name, value }): Finding[] => {
    const bytes = name.length + value.length; // headers hold one byte in each character
    return bytes <= MAX_COOKIE_BYTES ? [] : [wrong(
      `The cookie ${quote(name)} takes ${bytes} bytes; browsers drop one of more than 4,096.`,
      "Keep less in it: long lists and texts belong in the database, and only their id in the session.",
    )];
  });
}

/** A Secure cookie that is to travel over http, by what the answer says, or else by the settings. */
export function secureOverHttp(evidence: Evidence, { session }: Settings): Found {
  const host = hostname(evidence);
  if (schemeOf(evidence) !== "http" || host === undefined) return null;
  const secure = setCookies(evidence).filter((cookie) => cookie.secure).map(({ name }) => name);
  const isSent = evidence.request !== undefined && !(isForm(evidence) && wasTaken(evidence));
  const ours = isSent && session?.cookie.secure ? [session.cookie.name] : [];
  const names = secure.length > 0 ? secure : ours;
  return names.map((name) => {
    const over = `The cookie ${quote(name)} is Secure, and the browser came over ${
      addressText(evidence)
    }`;
    return isLoopback(host)
      ? warning(
        `${over}: Safari drops it there, other browsers keep it on localhost.`,
        "Unset ORIGIN (and SESSION_COOKIE_PARTITIONED) to try the app on localhost.",
      )
      : wrong(
        `${over}: browsers drop such a cookie, and nobody stays signed in.`,
        "Open the app over https. Without https, set ORIGIN to the http address.",
      );
  });
}

function setCookies({ answer }: Evidence): SetCookie[] {
  return (answer?.getSetCookie() ?? []).map(parseSetCookie);
}
