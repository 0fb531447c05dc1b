import type { Evidence } from "./evidence.ts";
import type { Finding, Found } from "./finding.ts";
import { clockSkew } from "./rules/clock.ts";
import { droppedCookies, oversize, secureOverHttp } from "./rules/cookies.ts";
import { host } from "./rules/host.ts";
import { fetchSite, origin, referrerPolicy, silence } from "./rules/origin.ts";
import { missingProxy, unreadProxy, untrustedProxy } from "./rules/proxy.ts";
import { token, unseenToken } from "./rules/refusal.ts";
import { missingCookie } from "./rules/no_session.ts";
import { doubledCookie, sessionCookie } from "./rules/session.ts";
import { SETTINGS_RULES } from "./rules/settings.ts";
import { VISIT_RULES } from "./rules/visit.ts";
import type { Settings } from "./settings.ts";
import type { Visit } from "./visit.ts";

/** One thing to look at: the evidence against the settings. It is silent about what it can't know. */
type Rule = (evidence: Evidence, settings: Settings) => Found;

/** In the order in which a request meets them. */
const RULES: readonly Rule[] = [
  untrustedProxy,
  unreadProxy,
  missingProxy,
  host,
  origin,
  fetchSite,
  silence,
  referrerPolicy,
  secureOverHttp,
  droppedCookies,
  oversize,
  doubledCookie,
  sessionCookie,
  missingCookie,
  token,
  unseenToken,
  clockSkew,
];

/** What is to be said of the settings alone. */
export function examineSettings(settings: Settings): Finding[] {
  return distinct(SETTINGS_RULES.flatMap((rule) => rule(settings) ?? []));
}

/** What is to be said of what was sent, with these settings. */
export function examine(evidence: Evidence, settings: Settings): Finding[] {
  return distinct(RULES.flatMap((rule) => rule(evidence, settings) ?? []));
}

/** What is to be said of an address that was visited, and of all that was sent there, with these settings. */
export function examineVisit(visit: Visit, settings: Settings): Finding[] {
  const requests = [...visit.hops, ...(visit.form ? [visit.form] : [])];
  return distinct([
    ...VISIT_RULES.flatMap((rule) => rule(visit) ?? []),
    ...requests.flatMap((evidence) => examine(evidence, settings)),
  ]);
}

/** Whatever is not fine, what is wrong first. */
export function complaints(findings: readonly Finding[]): Finding[] {
  const level = (wanted: Finding["level"]) => findings.filter(({ level }) => level === wanted);
  return [...level("wrong"), ...level("warning")];
}

/** Two exchanges may give the same reason, which is told once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.text, finding])).values()];
}
