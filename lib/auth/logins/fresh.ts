import type { Context } from "fresh";
import { isForEyes } from "@/lib/web/eyes.ts";
import { readForm } from "@/lib/web/form.ts";
import type { AuthState } from "../middleware.ts";
import { recorded } from "../recorded.ts";
import { dropKeptForm, keepForm, type KeepingState, readKeptForm } from "./kept_forms.ts";

/** The state behind `requireUser`. */
type Ctx = Context<AuthState & KeepingState>;

/**
 * For what is sensitive: lets those pass who have typed their password lately, and returns the way to `/confirm` for all
 * others (ASVS 5.0 §7.5.1). What they have sent is kept and waits for them when they come back; see `keptForm`.
 *
 * @example
 * ```ts
 * const detour = await confirmFirst(ctx);
 * if (detour) return detour;
 * ```
 */
export async function confirmFirst(ctx: Ctx): Promise<Response | null> {
  const { state, req, url } = ctx;
  const isPost = req.method === "POST";
  if (state.login?.isFresh) {
    if (isPost) await dropKeptForm(state, url.pathname);
    return null;
  }
  if (isPost) await keepForm(state, url.pathname, await readForm(req));
  if (isForEyes(req)) {
    const { user, device } = state;
    await recorded(state, (_, happened) => {
      const details = { path: url.pathname };
      happened({ type: "needs_confirmation", userId: user?.id ?? null, device, details });
      return Promise.resolve();
    });
  }
  const here = isPost ? url.pathname : url.pathname + url.search;
  return ctx.redirect(`/confirm?next=${encodeURIComponent(here)}`, 303);
}

/** The form that was sent to this address when the password was asked for first, without passwords; or null. */
export function keptForm(ctx: Ctx): Promise<FormData | null> {
  return readKeptForm(ctx.state, ctx.url.pathname);
}
