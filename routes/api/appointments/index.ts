import { defineApi } from "@/lib/app.ts";
import {
  addAppointment,
  appointmentPage,
  etagOf,
  readAppointment,
  readPage,
  toJson,
} from "@/lib/appointments/mod.ts";
import { byMethod } from "@/lib/web/by_method.ts";
import { readJson } from "@/lib/web/json.ts";
import { misfits } from "@/lib/web/problem.ts";

export const handler = byMethod(defineApi.handlers({
  async GET({ url, state }) {
    const wanted = readPage(url.searchParams);
    if (!wanted.ok) return misfits(state, wanted.errors);
    const { appointments, cursor } = await appointmentPage(state, state.user.id, wanted.page);
    return Response.json({ appointments, next: cursor && following(url, cursor) });
  },
  async POST({ req, state }) {
    const read = readAppointment(await readJson(req), state.user.timeZone);
    if (!read.ok) return misfits(state, read.errors);
    const appointment = await addAppointment(state, state.user.id, read.appointment);
    const headers = {
      location: `/api/appointments/${appointment.id}`,
      etag: etagOf(appointment),
    };
    return Response.json(toJson(appointment), { status: 201, headers });
  },
}));

/** The address of the next page: the same question, from there on. */
function following({ pathname, searchParams }: URL, cursor: string): string {
  const query = new URLSearchParams(searchParams);
  query.set("cursor", cursor);
  return `${pathname}?${query}`;
}
