import { field, line } from "@/lib/web/form.ts";

/** The fields as they are typed, in the order of the page. */
export interface CookieFields {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly domain: string;
  readonly max_age: string;
  readonly same_site: string;
  readonly http_only: boolean;
  readonly secure: boolean;
  readonly partitioned: boolean;
}

export type CookieErrors = Partial<Record<keyof CookieFields | "", string>>;

/**
 * An empty form: a cookie with the current time.
 *
 * @param now in milliseconds since 1970
 */
export function blankCookie(now: number): CookieFields {
  return {
    name: "lab_visit",
    value: timeValue(now),
    path: "/",
    domain: "",
    max_age: "",
    same_site: "Lax",
    http_only: true,
    secure: false,
    partitioned: false,
  };
}

/** What a form says; of a field that it does not have, nothing. */
export function cookieFieldsOf(form: FormData): CookieFields {
  return {
    name: line(form, "name"),
    value: field(form, "value"),
    path: line(form, "path"),
    domain: line(form, "domain"),
    max_age: line(form, "max_age"),
    same_site: line(form, "same_site"),
    http_only: form.has("http_only"),
    secure: form.has("secure"),
    partitioned: form.has("partitioned"),
  };
}

/** The value of a cookie for which nobody typed one: the date and time in ISO 8601. */
export function timeValue(now: number): string {
  return new Date(now).toISOString();
}
