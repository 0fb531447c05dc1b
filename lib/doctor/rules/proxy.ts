import { type Evidence, forwardedScheme, isForwarded } from "../evidence.ts";
import { type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";

/** A proxy tells how browsers came, and the app does not listen. */
export function untrustedProxy(evidence: Evidence, { config }: Settings): Found {
  if (!config || config.trustProxy || forwardedScheme(evidence) !== "https") return null;
  return wrong(
    "A proxy says that the browser came over https, but TRUST_PROXY is off: the app takes the request for one over http, and the proxy's address for the visitor's.",
    `Set TRUST_PROXY=on, if the proxy is yours and sets X-Forwarded-For, -Host and -Proto itself${
      config.secure ? "." : "; and ORIGIN to the https address."
    }`,
  );
}

/** The app reads X-Forwarded-… alone; a proxy that speaks RFC 7239 is not heard. */
export function unreadProxy({ request }: Evidence, { config }: Settings): Found {
  if (!config?.trustProxy || !request?.has("forwarded") || request.has("x-forwarded-proto")) {
    return null;
  }
  return warning(
    "The proxy sends Forwarded, but not X-Forwarded-Proto, which is what TRUST_PROXY reads.",
    "Let the proxy set X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Proto.",
  );
}

/** Headers that no proxy has set are headers that anybody may set. */
export function missingProxy(evidence: Evidence, { config }: Settings): Found {
  const { request, seenBy } = evidence;
  if (!config?.trustProxy || !request || isForwarded(evidence) || seenBy === "browser") return null;
  const where = seenBy === "app"
    ? "this request came"
    : "these headers, if the app got them so, came";
  return warning(
    `TRUST_PROXY is on, but ${where} without X-Forwarded-…: whoever reaches the app without the proxy can claim any address, host and scheme.`,
    "Set TRUST_PROXY=off, or let only the proxy reach the app (HOST=127.0.0.1).",
  );
}
