import type { Config } from "@/lib/config.ts";
import { quote } from "@/lib/config/error.ts";
import { normalHost } from "../address.ts";
import { disagreement } from "../disagreement.ts";
import { type Evidence, forwardedHost } from "../evidence.ts";
import { type Found, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";
import { originText } from "../words.ts";

/** A host that is not ours is answered 421, whatever is asked of it. */
export function host(evidence: Evidence, { config }: Settings): Found {
  const { status } = evidence;
  const forwarded = config?.trustProxy ? forwardedHost(evidence) : undefined;
  const asked = normalHost({ ...evidence, host: forwarded ?? evidence.host });
  if (!config || asked === undefined) return null;
  const isOurs = config.hosts.includes(asked);
  const both = `ORIGIN is ${originText(config)}, and the browser asked for host ${quote(asked)}`;
  if (isOurs) {
    return status === 421 ? disagreement(evidence, `${both}, which was answered 421`) : null;
  }
  const isServed = status !== undefined && status !== 421 && status < 500;
  if (isServed) return disagreement(evidence, `${both}, which was answered`);
  return wrong(`${both}, which is answered 421: no page is shown.`, remedyFor(evidence, config));
}

function remedyFor(evidence: Evidence, { trustProxy, hosts }: Config): string {
  const forwarded = forwardedHost(evidence);
  return !trustProxy && forwarded && hosts.includes(forwarded)
    ? `A proxy says in X-Forwarded-Host that it was ${
      quote(forwarded)
    }: set TRUST_PROXY=on, or let the proxy pass Host on.`
    : "Set ORIGIN to the address that people use, or redirect one to the other.";
}
