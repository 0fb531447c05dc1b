import { nonceOf } from "../context.ts";
import type { Middleware } from "../types.ts";
import { setHeaders } from "./set_headers.ts";

export interface CSPOptions {
  /** Directives, e.g. `"img-src 'self' https:"`; each replaces the default one of its name. */
  csp?: string[];
  /** Have violations reported only, not prevented. */
  reportOnly?: boolean;
  /** Address that violations are reported to. */
  reportTo?: string;
  /** On rendered pages, allow only inline scripts and styles that carry the response's nonce. */
  useNonce?: boolean;
}

const DEFAULT_DIRECTIVES = [
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'",
  "font-src 'self'; img-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:",
  "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'",
  "frame-ancestors 'none'; upgrade-insecure-requests",
].flatMap((line) => line.split("; "));

const TAKES_NONCE = new Set(["default-src", "script-src", "style-src"]);

/** Sets a Content-Security-Policy on every response that comes back from `ctx.next()`. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const directives = mergeDirectives(options);
  const policy = directives.join("; ");
  const withNonce = nonceTemplate(directives);
  const header = "content-security-policy" + (options.reportOnly ? "-report-only" : "");
  return async (ctx) => {
    const response = await ctx.next();
    const nonce = options.useNonce ? nonceOf(ctx, response) : null;
    const headers: [string, string][] = [[header, nonce === null ? policy : withNonce(nonce)]];
    if (options.reportTo !== undefined) {
      headers.push(["reporting-endpoints", `csp-endpoint="${options.reportTo}"`]);
    }
    return setHeaders(response, headers);
  };
}

function mergeDirectives({ csp = [], reportTo }: CSPOptions): string[] {
  const reporting = reportTo ? ["report-to csp-endpoint", `report-uri ${reportTo}`] : [];
  const byName = new Map<string, string>();
  for (const directive of [...DEFAULT_DIRECTIVES, ...csp, ...reporting]) {
    byName.set(nameOf(directive), directive.trim());
  }
  return [...byName.values()];
}

/** The policy is cut where the nonce belongs once, so that a response costs one join. */
function nonceTemplate(directives: string[]): (nonce: string) => string {
  const parts = directives
    .map((d) => TAKES_NONCE.has(nameOf(d)) ? d.replace("'unsafe-inline'", "\0") : d)
    .join("; ").split("\0");
  return (nonce) => parts.join(`'nonce-${nonce}'`);
}

function nameOf(directive: string): string {
  return directive.trim().split(/\s+/, 1)[0]!.toLowerCase();
}
