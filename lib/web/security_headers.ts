import { csp, type Middleware } from "fresh";

/** For answers that are no page: nothing in them may run, load or be framed. */
const NOTHING_RUNS =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const CSP = "content-security-policy";
const UPGRADE = /;\s*upgrade-insecure-requests/;

/** They replace Fresh's own of the same names; it puts the nonce in the place of 'unsafe-inline'. */
const PAGE_DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self'",
  "media-src 'self'",
  "worker-src 'none'",
  "manifest-src 'self'",
  "base-uri 'none'",
];

/** Headers of every answer, errors and redirects included (ASVS 5.0 §3.4). */
export function addSecurityHeaders(headers: Headers, { secure }: { secure: boolean }): void {
  headers.set("x-content-type-options", "nosniff");
  headers.set("x-frame-options", "DENY"); // for browsers that do not know frame-ancestors
  headers.set("referrer-policy", "same-origin");
  headers.set("cross-origin-opener-policy", "same-origin");
  headers.set("cross-origin-resource-policy", "same-origin");
  headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  if (secure) headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  if (!headers.has(CSP)) headers.set(CSP, NOTHING_RUNS);
}

/**
 * The policy of pages: scripts and styles from this origin only, inline scripts only with this answer's nonce.
 * An answer that Fresh has not rendered has no nonce; it gets the policy under which nothing runs.
 */
export function pagePolicy<S extends { config: { secure: boolean } }>(): Middleware<S> {
  const fresh = csp<S>({ useNonce: true, csp: PAGE_DIRECTIVES });
  return async (ctx) => {
    const response = await fresh(ctx);
    const policy = response.headers.get(CSP) ?? "";
    if (policy.includes("'unsafe-inline'")) response.headers.set(CSP, NOTHING_RUNS);
    // Upgrading breaks an app that is reached over plain http, on a local network or while it is developed.
    else if (!ctx.state.config.secure) response.headers.set(CSP, policy.replace(UPGRADE, ""));
    return response;
  };
}
