import { clientFolder, type StaticFile } from "../build.ts";
import { siteOf } from "../context.ts";
import type { Context, Middleware } from "../types.ts";

/** Query parameter that `asset()` puts the build id in. */
const BUILD_PARAM = "__frsh_c";
const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";

/** Bytes that could turn one path into another once they are decoded: `/`, `\` and NUL. */
const ENCODED_SEPARATOR = /%(?:2f|5c|00)/i;

/**
 * Serves the files of the static folder and the built client modules. Other requests, and all of
 * them while no build is applied, go on to the next middleware.
 */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { build } = siteOf(ctx);
    const pathname = filePath(ctx);
    if (build === null || pathname === null) return await ctx.next();
    const file = await build.file(pathname);
    if (file === null) {
      return pathname === "/favicon.ico" ? new Response(null, { status: 404 }) : await ctx.next();
    }
    const isModule = pathname.startsWith(clientFolder(build.buildId));
    return respond(ctx, file, build.buildId, isModule);
  };
}

/** The decoded path below the base path, or null when it cannot be a file's. */
function filePath({ url, config }: Context<unknown>): string | null {
  const { pathname } = url;
  if (!pathname.startsWith(config.basePath)) return null;
  const path = pathname.slice(config.basePath.length);
  if (!path.startsWith("/") || path === "/") return null;
  if (!path.includes("%")) return path;
  try {
    return ENCODED_SEPARATOR.test(path) ? null : decodeURIComponent(path);
  } catch {
    return null;
  }
}

async function respond(
  ctx: Context<unknown>,
  file: StaticFile,
  buildId: string,
  isModule: boolean,
): Promise<Response> {
  const { method, headers: sent } = ctx.req;
  if (method !== "GET" && method !== "HEAD") {
    return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  const stamp = ctx.url.search === "" ? null : ctx.url.searchParams.get(BUILD_PARAM);
  if (stamp !== null && stamp !== buildId) return redirectToUnstamped(ctx.url);

  const lasting = ctx.config.mode === "production" && (isModule || stamp !== null);
  const headers = new Headers({
    "content-type": file.type,
    "cache-control": lasting ? FOREVER : NEVER,
    vary: "If-None-Match",
  });
  if (file.hash !== null) {
    headers.set("etag", `W/"${file.hash}"`);
    if (namesHash(sent.get("if-none-match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
  }
  headers.set("content-length", String(file.size));
  return new Response(method === "HEAD" ? null : await file.read(), { headers });
}

function redirectToUnstamped(url: URL): Response {
  const query = new URLSearchParams(url.search);
  query.delete(BUILD_PARAM);
  const search = query.size === 0 ? "" : `?${query}`;
  return new Response(null, { status: 307, headers: { location: url.pathname + search } });
}

/** True when `If-None-Match` holds the hash: as a weak or strong tag, or bare. */
function namesHash(header: string | null, hash: string): boolean {
  if (header === null) return false;
  return header.split(",").some((tag) => tag.trim().replace(/^(?:W\/)?"|"$/g, "") === hash);
}
