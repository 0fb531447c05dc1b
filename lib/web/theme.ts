import type { Cookie } from "@std/http/cookie";
import { deleteCookie, readCookie, setCookie } from "./cookies.ts";

/** What somebody chose instead of what their device prefers. */
export type Theme = "light" | "dark";

/** In seconds: a year. */
const LIFETIME = 365 * 86_400;

/** What the cookie says. Null, and so the device's choice, when there is none or it says something else. */
export function readTheme(headers: Headers, secure: boolean): Theme | null {
  return asTheme(readCookie(headers.get("cookie"), attributes(secure).name));
}

/** Does what the form says: notes a choice in the browser's cookie, takes it back (`auto`), or leaves it at other words. */
export function chooseTheme(headers: Headers, choice: string, secure: boolean): void {
  const { name, ...rest } = attributes(secure);
  const value = asTheme(choice);
  if (value) setCookie(headers, { name, value, maxAge: LIFETIME, ...rest });
  else if (choice === "auto") deleteCookie(headers, name, rest);
}

function asTheme(value: string | null): Theme | null {
  return value === "light" || value === "dark" ? value : null;
}

/** It holds nothing worth signing, and no script asks for it: the server writes it into the page. */
function attributes(secure: boolean) {
  const name = secure ? "__Host-theme" : "theme";
  return { name, path: "/", sameSite: "Lax", httpOnly: true, secure } satisfies Omit<
    Cookie,
    "value"
  >;
}
