/** The appointments book: what is kept, how a form becomes an appointment, how it is put in words. */
export { addAppointment, newFormId } from "./add.ts";
export { appointmentPage, readPage } from "./api.ts";
export type { Difference } from "./conflict.ts";
export { readDay } from "./calendar.ts";
export { byDay, inWords, todayInWords } from "./days.ts";
export { demoAppointments } from "./demo.ts";
export { detailsOf, meantWords } from "./details.ts";
export { deleteAppointment, editAppointment } from "./edit.ts";
export { appointmentsSince } from "./dated.ts";
export { exportAppointments } from "./export.ts";
export { type AppointmentFields, blankFields, fieldsFrom, fieldsOf } from "./form.ts";
export { calendarFeed } from "./feed.ts";
export { ICS_TYPE, toCalendar } from "./ics.ts";
export { type Compared, compareImport } from "./import/compare.ts";
export { readCalendarFile } from "./import/read.ts";
export type { ImportedFile, LeftOutEvent } from "./import/report.ts";
export { findImport, keepImport, takeImport } from "./import/store.ts";
export { importedWords, type Preview, previewOf } from "./import/words.ts";
export { readAppointment, readReplacement, toJson } from "./json.ts";
export { type ListPage, listPage, upcomingAppointments } from "./list.ts";
export { listAddress, type ListRequest, MAX_QUERY, readList } from "./list_request.ts";
export { alsoFound, foundInWords } from "./list_words.ts";
export { overlapping } from "./overlap.ts";
export type { When } from "./past.ts";
export type { Place } from "./place.ts";
export { etagOf, ifMatch } from "./preconditions.ts";
export { quoted } from "./quoted.ts";
export { overWords, savedWords } from "./saved_words.ts";
export { wordsOf } from "./search.ts";
export { searchText } from "./search_text.ts";
export {
  allAppointments,
  type DatedAppointment,
  findAppointment,
  type ListedAppointment,
  type NewAppointment,
} from "./store.ts";
export { type EditDraft, submitEdit } from "./submit_edit.ts";
export { type NewDraft, submitNew } from "./submit_new.ts";
export { sweepAppointments } from "./sweep.ts";
export { deleteForNow, undoDelete } from "./undo.ts";
export { monthView } from "./month.ts";
export { weekView } from "./week.ts";
export { inWindow, type Window } from "./window.ts";
export { dayAt, serverTimeZone } from "./time.ts";
