import { quote } from "@/lib/config/error.ts";
import type { SessionSettings } from "@/lib/session/mod.ts";
import { pathMatches } from "@/lib/web/cookie_rules.ts";
import { pairs } from "@/lib/web/cookies.ts";
import { hostname } from "../address.ts";
import { type Evidence, isForm, schemeOf, wasTaken } from "../evidence.ts";
import { type Found, warning, wrong } from "../finding.ts";
import { cookieHeader, valuesOf } from "../cookies.ts";
import { disagreement } from "../disagreement.ts";
import type { Settings } from "../settings.ts";

/** A form without a session is refused; a page is shown as to a visitor. */
export function missingCookie(evidence: Evidence, { session }: Settings): Found {
  const header = cookieHeader(evidence.request);
  if (!session || !isWhole(evidence)) return null;
  if (valuesOf(header, session.cookie.name).length > 0) return null;
  const text = `No session cookie ${quote(session.cookie.name)} came with the request`;
  const remedy = absenceReason(evidence, session);
  if (isForm(evidence) && wasTaken(evidence)) {
    return disagreement(evidence, `${text}, and the form was taken`);
  }
  if (isForm(evidence)) return wrong(`${text}: a form is refused without one.`, remedy);
  return warning(`${text}. That is right for a first visit; anybody else is signed out.`, remedy);
}

/** A few headers alone do not tell what came beside them. */
function isWhole({ request, method }: Evidence): boolean {
  return request !== undefined && (method !== undefined || request.has("cookie"));
}

function absenceReason(evidence: Evidence, { cookie }: SessionSettings): string {
  const { name, path, secure, sameSite } = cookie;
  const host = hostname(evidence);
  if (secure && schemeOf(evidence) === "http") {
    return "It is Secure, and the browser came over http. Open the app over https; without https, set ORIGIN to the http address.";
  }
  if (evidence.path && !pathMatches(evidence.path, path)) {
    return `It is kept for ${
      quote(path)
    } and below (SESSION_COOKIE_PATH), and the address is neither.`;
  }
  if (sameSite === "Strict" && evidence.request?.get("sec-fetch-site") === "cross-site") {
    return "SESSION_COOKIE_SAMESITE is strict, and the visitor came from another site. Set it to lax.";
  }
  const akin = [...pairs(cookieHeader(evidence.request))].map(([name]) => name).find((other) =>
    isAkin(other, name)
  );
  if (akin) {
    return `${
      quote(akin)
    } came instead: ORIGIN was another, or SESSION_COOKIE_NAME, when that was set.`;
  }
  return `The browser may block cookies, have dropped it when it was set${
    host ? `, or keep it for another host than ${quote(host)}` : " or keep it for another host"
  }. Look at what the answers before set (Set-Cookie).`;
}

/** The same name with another prefix. */
function isAkin(one: string, other: string): boolean {
  const bare = (name: string) => name.replace(/^__(Host|Secure)-/i, "");
  return bare(one) === bare(other);
}
