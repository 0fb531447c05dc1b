import { join } from "node:path";

export const ROOT = join(import.meta.dirname!, "..", "..");
export const SECRET = "k3y-for-tests-only-0123456789-abcdefghij";
/** Saturday, 21 November 2026, 08:15 UTC, in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 21, 8, 15);
