/** Properties that hold for any input, tried with many that nobody would think of. */
// deno-lint-ignore no-import-prefix -- only tests need it, and only through this file
export * as fc from "npm:fast-check@^4";
