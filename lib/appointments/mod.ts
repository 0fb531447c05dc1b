/** The appointments book: what is kept, how a form becomes an appointment, how it is put in words. */
export { appointmentPage, readPage } from "./api.ts";
export { byDay, inWords } from "./days.ts";
export {
  type AppointmentErrors,
  type AppointmentFields,
  blankFields,
  checkFields,
  fieldsOf,
} from "./form.ts";
export { exportAppointments } from "./export.ts";
export { ICS_TYPE, toCalendar } from "./ics.ts";
export { readAppointment, toJson } from "./json.ts";
export type { Place } from "./place.ts";
export { searchText } from "./search_text.ts";
export {
  addAppointment,
  allAppointments,
  type DatedAppointment,
  deleteAppointment,
  findAppointment,
  LIST_LIMIT,
  type ListedAppointment,
  type NewAppointment,
  upcomingAppointments,
  updateAppointment,
} from "./store.ts";
export { serverTimeZone } from "./time.ts";
export { inWindow, type Window } from "./window.ts";
