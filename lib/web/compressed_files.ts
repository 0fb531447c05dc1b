import type { Middleware } from "fresh";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const ENCODERS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof ENCODERS;

const TEXT = /^(text\/|application\/(javascript|json)|image\/svg)/;

/**
 * Sends files smaller to those who can read them so (RFC 9110 §12.5.3): three quarters of a stylesheet are air. Only what
 * never changes under its address, so that each file is compressed once and kept; pages would cost time at each request.
 */
export function compressedFiles<S>(): Middleware<S> {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  return async (ctx) => {
    const response = await ctx.next();
    if (!isLastingText(response.headers)) return response;
    response.headers.append("vary", "Accept-Encoding");
    const encoding = encodingFor(ctx.req.headers.get("accept-encoding"));
    if (encoding === null || response.body === null) return response;
    const name = `${encoding} ${ctx.url.pathname}`;
    const known = kept.get(name);
    const bytes = known ?? await compress(encoding, await response.arrayBuffer());
    if (known) await response.body.cancel(); // it may be an open file
    else kept.set(name, bytes);
    response.headers.set("content-encoding", encoding);
    response.headers.set("content-length", String(bytes.length));
    return new Response(bytes, response);
  };
}

async function compress(encoding: Encoding, bytes: ArrayBuffer): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await ENCODERS[encoding](new Uint8Array(bytes)));
}

function isLastingText(headers: Headers): boolean {
  return /\bimmutable\b/.test(headers.get("cache-control") ?? "") &&
    TEXT.test(headers.get("content-type") ?? "");
}

/** The best of those that a browser names; one that it gives no weight (`br;q=0`) does not count. */
function encodingFor(accepted: string | null): Encoding | null {
  const names = (accepted ?? "").split(",").map((part) => part.replaceAll(" ", ""))
    .filter((part) => !/;q=0(\.0*)?$/.test(part)).map((part) => part.split(";")[0]);
  return names.includes("br") ? "br" : names.includes("gzip") ? "gzip" : null;
}
