import { HttpError } from "fresh";
import { type ApiState, defineApi } from "@/lib/app.ts";
import {
  deleteAppointment,
  editAppointment,
  etagOf,
  findAppointment,
  ifMatch,
  readReplacement,
  toJson,
} from "@/lib/appointments/mod.ts";
import { byMethod } from "@/lib/web/by_method.ts";
import { readJson } from "@/lib/web/json.ts";
import { misfits, problem } from "@/lib/web/problem.ts";

export const handler = byMethod(defineApi.handlers({
  async GET({ state, params }) {
    const appointment = await findAppointment(state, state.user.id, params.id ?? "");
    if (!appointment) throw new HttpError(404);
    return Response.json(toJson(appointment), { headers: { etag: etagOf(appointment) } });
  },
  async PUT({ req, state, params }) {
    const { user } = state;
    const before = await findAppointment(state, user.id, params.id ?? "");
    if (!before) throw new HttpError(404);
    const read = readReplacement(await readJson(req), user.timeZone, before);
    if (!read.ok) return misfits(state, read.errors);
    const target = { id: before.id, isExpected: ifMatch(req.headers.get("if-match")) };
    const edited = await editAppointment(state, user.id, target, read.appointment);
    if (edited.kind === "missing") throw new HttpError(404);
    if (edited.kind === "stale") return changedMeanwhile(state);
    return Response.json(toJson(edited.appointment));
  },
  async DELETE({ req, state, params }) {
    const target = { id: params.id ?? "", isExpected: ifMatch(req.headers.get("if-match")) };
    const outcome = await deleteAppointment(state, state.user.id, target);
    if (outcome === "missing") throw new HttpError(404);
    return outcome === "stale" ? changedMeanwhile(state) : new Response(null, { status: 204 });
  },
}));

function changedMeanwhile(state: ApiState): Response {
  return problem(state, 412, "It was changed since you read it. Get it again, with its new ETag.");
}
