/**
 * Says why signing in or a form fails: what the browser really sent, and what the app answered, against the settings.
 *
 * Nothing that it says holds a key, a token or the value of a cookie.
 *
 * @module
 */
export { type Evidence, evidenceOf } from "./evidence.ts";
export { complaints, examine, examineSettings, examineVisit } from "./examine.ts";
export type { Finding } from "./finding.ts";
export { readPasted } from "./pasted.ts";
export { report, type Section } from "./report.ts";
export { readSettings, type Settings } from "./settings.ts";
export { visit } from "./visit.ts";
