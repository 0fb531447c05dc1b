/** The same file, where people look for all that is theirs. */
export { handler } from "../appointments.ics.ts";
