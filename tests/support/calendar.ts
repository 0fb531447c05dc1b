/** Reads calendars as other programs do: ical.js is the parser of Thunderbird. */
// deno-lint-ignore no-import-prefix -- only tests need it, and only through this file
export { default as ICAL } from "npm:ical.js@^2.2";
