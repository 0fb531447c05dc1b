import { plainError } from "./answer.ts";
import { RequestContext } from "./context.ts";
import { setHeaders } from "./middlewares/set_headers.ts";
import type { Site } from "./site.ts";

/** What `Deno.serve` takes; `info` may be left out in tests. */
export type RequestHandler = (req: Request, info?: Deno.ServeHandlerInfo) => Promise<Response>;

const NO_CLIENT: Deno.ServeHandlerInfo<Deno.NetAddr> = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

/**
 * Makes the function that answers requests.
 *
 * @param load gives what answers them: the same one every time
 */
export function requestHandler(load: () => Promise<Site>, trustProxy: boolean): RequestHandler {
  return async (req, info = NO_CLIENT) => {
    const url = requestUrl(req, trustProxy);
    if (url === null) return new Response("Bad Request", { status: 400 });
    const response = await load().then((site) => respond(site, req, url, info)).catch(plainError);
    return req.method === "HEAD" && response.body !== null ? withoutBody(response) : response;
  };
}

async function respond(
  site: Site,
  req: Request,
  url: URL,
  info: Deno.ServeHandlerInfo,
): Promise<Response> {
  const match = site.router.match(url.pathname);
  const methods = match?.entry.methods;
  const chain = methods?.get(req.method) ?? (req.method === "HEAD" ? methods?.get("GET") : null);
  const ctx = new RequestContext(site, req, url, info, match, chain ?? site.unanswered);
  if (!chain && methods) ctx.allow = [...methods.keys()].join(", ");
  const response = await ctx.next().catch(plainError);
  if (response.status !== 405 || ctx.allow === null) return response;
  return setHeaders(response, [["allow", ctx.allow]]);
}

/** The parsed address, or null when it is none: a client may send any Host. */
function requestUrl(req: Request, trustProxy: boolean): URL | null {
  const url = URL.parse(req.url);
  if (url === null) return null;
  if (url.pathname.includes("//")) url.pathname = url.pathname.replace(/\/{2,}/g, "/");
  if (trustProxy) applyForwarded(url, req.headers);
  return url;
}

function applyForwarded(url: URL, headers: Headers): void {
  const proto = firstOf(headers.get("x-forwarded-proto"));
  const host = firstOf(headers.get("x-forwarded-host"));
  if (proto !== "") url.protocol = proto;
  const forwarded = /[\s/\\?#@]/.test(host) ? null : URL.parse(`${url.protocol}//${host}`);
  if (forwarded === null) return;
  // Setting a host without a port would keep the port that the app listens on.
  url.port = "";
  url.host = forwarded.host;
}

/** Of several proxies, the first in the list is the one that the client spoke to. */
function firstOf(list: string | null): string {
  return (list ?? "").split(",", 1)[0]!.trim();
}

function withoutBody(response: Response): Response {
  // Nobody waits for the end of this: the body's source only has to know that it can stop.
  response.body?.cancel().catch(() => {});
  return new Response(null, response);
}
