import { defineApi } from "@/lib/app.ts";
import { byMethod } from "@/lib/web/by_method.ts";

export const handler = byMethod(defineApi.handlers({
  GET({ state }) {
    const { id, email, name, timeZone: time_zone, isAdmin: is_admin } = state.user;
    return Response.json({ id, email, name, time_zone, is_admin });
  },
}));
