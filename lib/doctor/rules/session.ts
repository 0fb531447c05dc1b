import { quote } from "@/lib/config/error.ts";
import { isLoopback } from "@/lib/config/localhost.ts";
import type { Examined, SessionSettings, Verdict } from "@/lib/session/mod.ts";
import { hostname } from "../address.ts";
import { type Evidence, isForm, wasTaken } from "../evidence.ts";
import { type Finding, fine, type Found, warning, wrong } from "../finding.ts";
import { cookieHeader, valuesOf } from "../cookies.ts";
import { disagreement } from "../disagreement.ts";
import type { Settings } from "../settings.ts";
import { spanText } from "../words.ts";

/** What becomes of the session cookie that came: the first of that name, as for the app. */
export function sessionCookie(evidence: Evidence, { session }: Settings): Found {
  const value = session && valuesOf(cookieHeader(evidence.request), session.cookie.name)[0];
  if (!session || value === undefined || value === null) return null;
  const what = `The session cookie ${quote(session.cookie.name)} (${value.length} characters)`;
  if (session.codec.keyIds.length === 0) {
    return warning(
      `${what} came, but there is no key here to judge it by.`,
      "Run the doctor where the app runs, with the same SECRET_KEY or data/secret.key.",
    );
  }
  const examined = session.codec.examine(value);
  return REMARKS[examined.verdict](what, examined, evidence, session);
}

type Remark = (
  what: string,
  examined: Examined,
  evidence: Evidence,
  settings: SessionSettings,
) => Finding;

const REMARKS: Record<Verdict, Remark> = {
  valid: (what, { key, issuedAt }, _, { clock }) => {
    const signed = `${what} is ours: signed ${spanText(clock() - issuedAt!)} ago under`;
    return fine(
      key === 0
        ? `${signed} the current key.`
        : `${signed} fallback key ${key}; the next visit signs it anew.`,
    );
  },
  malformed: (what) =>
    wrong(
      `${what} does not have the shape of a session: it was cut, changed, or set by another app.`,
      "Delete this site's cookies in the browser. If another app on this host or domain uses the name, set SESSION_COOKIE_NAME.",
    ),
  forged: (what, _, evidence) =>
    wasTaken(evidence) && isForm(evidence)
      ? disagreement(evidence, `${what} was taken, and no key here has signed it`)
      : wrong(
        `${what} is signed under no key of ours: the visitor counts as signed out.`,
        forgedRemedy(evidence),
      ),
  expired: (what, { issuedAt }, evidence, { clock, lifetime }) =>
    (isForm(evidence) ? wrong : warning)(
      `${what} was signed ${spanText(clock() - issuedAt!)} ago and holds for ${
        spanText(lifetime * 1000)
      }: the visitor counts as signed out.`,
      "Signing in again is enough. For more time set SESSION_LIFETIME or REMEMBER_LIFETIME.",
    ),
  future: (what, { issuedAt }, _, { clock }) =>
    wrong(
      `${what} was signed ${spanText(issuedAt! - clock())} from now: it does not count yet.`,
      "The clock of the machine that signed it is wrong, or this one. Let both take their time from NTP.",
    ),
  unreadable: (what) =>
    wrong(
      `${what} is signed by us, but holds no session: another version of the app made it.`,
      "Delete this site's cookies in the browser, or let all instances run the same version.",
    ),
};

/** Cookies know no ports: whatever runs on localhost shares them (RFC 6265bis §8.5). */
function forgedRemedy(evidence: Evidence): string {
  const shared = isLoopback(hostname(evidence) ?? "")
    ? " Another app on localhost may use the same name, whatever its port: then set SESSION_COOKIE_NAME."
    : "";
  return `If SECRET_KEY was changed, put the old one into SECRET_KEY_FALLBACKS for a while. All instances need the same keys.${shared}`;
}

/** A cookie from another path or domain hides the one that counts. */
export function doubledCookie(evidence: Evidence, { session }: Settings): Found {
  const values = session ? valuesOf(cookieHeader(evidence.request), session.cookie.name) : [];
  if (!session || values.length < 2) return null;
  const good = values.findIndex((value) => session.codec.examine(value).verdict === "valid");
  return wrong(
    `${values.length} cookies named ${
      quote(session.cookie.name)
    } came, set for different paths or domains. The first counts${
      good > 0 ? `, and number ${good + 1} would be the right one` : ""
    }.`,
    "Delete this site's cookies in the browser. SESSION_COOKIE_PATH or SESSION_COOKIE_DOMAIN may have changed, or another app of this domain uses the name: then set SESSION_COOKIE_NAME.",
  );
}
