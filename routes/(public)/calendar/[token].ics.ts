import { define } from "@/lib/app.ts";
import { calendarFeed, ICS_TYPE } from "@/lib/appointments/mod.ts";
import { takePrivateAddress } from "@/lib/auth/mod.ts";
import { isKnown } from "@/lib/web/etag.ts";

/** Somebody's calendar for programs that follow it: whoever has the address may read. No cookie is read or set. */
export const handler = define.handlers({
  async GET({ state, params, req }) {
    const user = await takePrivateAddress(state, params.token ?? "");
    if (!user) {
      state.log.warn("calendar refused", { why: "unknown" });
      return new Response("There is no such calendar.\n", { status: 404, headers: HIDDEN });
    }
    state.user = user; // for the log; whoever reads here has not signed in
    const { text, etag } = await calendarFeed(state, user.id);
    const headers = { ...HIDDEN, etag };
    if (isKnown(req.headers.get("if-none-match"), etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(text, { headers: { ...headers, "content-type": ICS_TYPE } });
  },
});

/** A program may keep what it has read, and has to ask each time whether it still holds. */
const HIDDEN = { "cache-control": "private, no-cache", "x-robots-tag": "noindex" };
