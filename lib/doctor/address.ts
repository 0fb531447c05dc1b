import { type Evidence, schemeOf } from "./evidence.ts";

/** The host without its port, as a URL spells it; undefined when it is not known or no host. */
export function hostname(evidence: Evidence): string | undefined {
  return parsed(evidence)?.hostname;
}

/** The host with its port, unless that is the usual one. */
export function normalHost(evidence: Evidence): string | undefined {
  return parsed(evidence)?.host;
}

/** As much of the address as is known, for a sentence. */
export function addressText(evidence: Evidence): string {
  const scheme = schemeOf(evidence);
  return scheme ? `${scheme}://${evidence.host}` : `${evidence.host}`;
}

function parsed(evidence: Evidence): URL | null {
  return URL.parse(`${schemeOf(evidence) ?? "http"}://${evidence.host ?? ""}`);
}
