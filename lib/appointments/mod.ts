/** The appointments book: what is kept, how a form becomes an appointment, how it is put in words. */

/* One appointment: how it is added, found, changed, deleted and brought back. */
export { addAppointment, newFormId } from "./add.ts";
export type { Difference } from "./conflict.ts";
export { detailsOf, meantWords } from "./details.ts";
export { deleteAppointment, editAppointment } from "./edit.ts";
export { type AppointmentFields, blankFields, fieldsFrom, fieldsOf } from "./form.ts";
export { findWithOverlap, overlapping } from "./overlap.ts";
export { quoted } from "./quoted.ts";
export { type DatedAppointment, findAppointment, type NewAppointment } from "./store.ts";
export { type EditDraft, submitEdit } from "./submit_edit.ts";
export { type NewDraft, submitNew } from "./submit_new.ts";
export { submitUndo } from "./submit_undo.ts";
export { deleteForNow } from "./undo.ts";

/* Many of them: lists, searches, weeks and months. */
export { readDay } from "./calendar.ts";
export { byDay, inWords, todayInWords } from "./days.ts";
export { listPage, upcomingAppointments } from "./list.ts";
export { listAddress, MAX_QUERY, readList } from "./list_request.ts";
export { alsoFound, foundInWords } from "./list_words.ts";
export { monthView } from "./month.ts";
export { wordsOf } from "./search.ts";
export { dayAt, serverTimeZone } from "./time.ts";
export { weekView } from "./week.ts";

/* Calendar files, written and read. */
export { calendarFeed } from "./feed.ts";
export { ICS_TYPE, toCalendar } from "./ics.ts";
export { compareImport } from "./import/compare.ts";
export { readCalendarFile } from "./import/read.ts";
export type { ImportedFile } from "./import/report.ts";
export { findImport, keepImport, takeImport } from "./import/store.ts";
export { importedWords, previewOf } from "./import/words.ts";

/* For programs, and for people who take their data along. */
export { appointmentPage, readPage } from "./api.ts";
export { allAppointments } from "./dated.ts";
export { exportAppointments } from "./export.ts";
export { readAppointment, readReplacement, toJson } from "./json.ts";
export { etagOf, ifMatch } from "./preconditions.ts";

/* What the app does by itself, and what fills a book that is new. */
export { demoAppointments } from "./demo.ts";
export { searchText } from "./search_text.ts";
export { sweepAppointments } from "./sweep.ts";
