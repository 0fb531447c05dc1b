import { HttpError } from "fresh";
import { defineApi } from "@/lib/app.ts";
import {
  deleteAppointment,
  findAppointment,
  readAppointment,
  toJson,
  updateAppointment,
} from "@/lib/appointments/mod.ts";
import { byMethod } from "@/lib/web/by_method.ts";
import { readJson } from "@/lib/web/json.ts";
import { misfits } from "@/lib/web/problem.ts";

export const handler = byMethod(defineApi.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    return Response.json(toJson(appointment));
  },
  async PUT({ req, state, params }) {
    const { id = "" } = params;
    const read = readAppointment(await readJson(req), state.user.timeZone, id);
    if (!read.ok) return misfits(state, read.errors);
    const appointment = { id, ...read.appointment };
    if (!await updateAppointment(state, state.user.id, appointment)) throw new HttpError(404);
    return Response.json(toJson(appointment));
  },
  async DELETE({ state, params }) {
    if (!await deleteAppointment(state, state.user.id, params.id ?? "")) throw new HttpError(404);
    return new Response(null, { status: 204 });
  },
}));
