import type { Context } from "fresh";
import { loadUser } from "@/lib/auth/mod.ts";
import { define, type State } from "@/lib/app.ts";
import { csrf, session } from "@/lib/session/mod.ts";
import { ErrorPage } from "@/lib/ui/ErrorPage.tsx";
import { errorHeaders, toHttpError } from "@/lib/web/errors.ts";
import { pagePolicy } from "@/lib/web/security_headers.ts";

/** Every page passes these, in this order, on its way in; the answer passes them backwards. */
export default [
  session,
  pagePolicy<State>(),
  define.middleware(errorPages),
  csrf,
  loadUser,
  define.middleware(rememberPage),
];

/** Turns what goes wrong further in into a page. Only the log learns more than the status. */
async function errorPages(ctx: Context<State>): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    const { status, message, cause } = toHttpError(error);
    const { log, requestId } = ctx.state;
    if (status >= 500) log.error("failed", { id: requestId }, cause ?? error);
    return ctx.render(
      <ErrorPage status={status} message={message} requestId={requestId} />,
      { status, headers: errorHeaders(status) },
    );
  }
}

/** The home page leads back to where a visitor was; only pages that were really shown count. */
async function rememberPage(ctx: Context<State>): Promise<Response> {
  const response = await ctx.next();
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  const { pathname, search } = ctx.url;
  if (ctx.req.method === "GET" && response.status === 200 && isPage && pathname !== "/") {
    ctx.state.session.set("lastPage", (pathname + search).slice(0, 200));
  }
  return response;
}
