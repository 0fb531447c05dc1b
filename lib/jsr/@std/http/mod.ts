/** Cookies and status codes. */
export * from "./cookie.ts";
export * from "./status.ts";
