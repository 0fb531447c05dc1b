/** Reads calendars as other programs do: ical.js is the parser of Thunderbird. */
export { default as ICAL } from "ical.js";
/** A second one, without a line in common with the first. */
// deno-lint-ignore no-import-prefix -- only tests need it, and only through this file
export { convertIcsCalendar } from "npm:ts-ics@^2.4";
