import type { Context } from "fresh";
import { isForEyes } from "@/lib/web/eyes.ts";
import { readForm } from "@/lib/web/form.ts";
import type { AuthState } from "../middleware.ts";
import { recorded } from "../recorded.ts";
import { keepForm } from "./kept_forms.ts";

/**
 * For what is sensitive, behind `requireUser`: lets those pass who have typed their password lately, and returns the way
 * to `/confirm` for all others (ASVS 5.0 §7.5.1). What they have sent is kept and waits for them when they come back; see
 * `keepForms`.
 *
 * @example
 * ```ts
 * const detour = await confirmFirst(ctx);
 * if (detour) return detour;
 * ```
 */
export async function confirmFirst(ctx: Context<AuthState>): Promise<Response | null> {
  const { state, req, url } = ctx;
  if (state.login?.isFresh) return null;
  const isPost = req.method === "POST";
  if (isPost) await keepForLater(ctx);
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

async function keepForLater({ state, req, url }: Context<AuthState>): Promise<void> {
  const form = await readForm(req);
  const owner = state.user?.id ?? null;
  const isKept = await keepForm(state, { owner, path: url.pathname, form });
  if (state.forms) state.forms.refused = { wayBack: isKept ? "open" : null, lacks: [] };
}
