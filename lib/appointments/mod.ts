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
export { type ListPage, listPage, upcomingAppointments } from "./list.ts";
export { listAddress, type ListRequest, MAX_QUERY, readList } from "./list_request.ts";
export { alsoFound, foundInWords } from "./list_words.ts";
export type { When } from "./past.ts";
export type { Place } from "./place.ts";
export { wordsOf } from "./search.ts";
export { searchText } from "./search_text.ts";
export {
  addAppointment,
  allAppointments,
  type DatedAppointment,
  deleteAppointment,
  findAppointment,
  type ListedAppointment,
  type NewAppointment,
  updateAppointment,
} from "./store.ts";
export { serverTimeZone } from "./time.ts";
export { inWindow, type Window } from "./window.ts";
