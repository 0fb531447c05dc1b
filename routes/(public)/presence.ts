import { define } from "@/lib/app.ts";
import { deviceOf, whoIsPresent } from "@/lib/auth/mod.ts";

/**
 * Who is signed in now: what a page asks every few seconds while it is open (`islands/Presence.tsx`). It passes by
 * `loadUser`, which would take each question for a visit.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const { state } = ctx;
    const present = await whoIsPresent(state, state.session, deviceOf(ctx));
    state.session.leave(); // a cookie from here could overtake one that says more
    return present ? Response.json(present) : new Response(null, { status: 204 });
  },
});
