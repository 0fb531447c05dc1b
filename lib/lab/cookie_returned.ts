import { getCookies } from "@/lib/web/cookies.ts";
import { isLabCookie } from "./cookie_names.ts";

/** The lab's cookies as a browser sent them back. */
export interface ReturnedCookies {
  /** The Cookie header with all others left out. */
  readonly header: string;
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
  /** How many more there were. */
  readonly more: number;
}

/** A browser keeps some 180 cookies of a site; anything else may send more. */
const MAX_SHOWN = 180;

/** Two of one name may come, with different paths: both are listed, in the order in which they came. */
export function returnedCookies(header: string | null, sessionName: string): ReturnedCookies {
  const all = (header ?? "").split(";").filter((pair) => pair.includes("lab_")).flatMap((pair) => {
    const [cookie] = getCookies(new Headers({ cookie: pair }));
    return cookie && isLabCookie(cookie[0], sessionName) ? [{ pair, cookie }] : [];
  });
  const shown = all.slice(0, MAX_SHOWN);
  return {
    header: shown.map(({ pair }) => pair.replace(/^[ \t]/, "")).join("; "),
    cookies: shown.map(({ cookie: [name, value] }) => ({ name, value })),
    more: all.length - shown.length,
  };
}
