import { assert, assertEquals, assertMatch } from "@std/assert";
import { checkCookie, checkDeletion, type Here } from "@/lib/lab/cookie_check.ts";
import { type CookieFields, cookieFieldsOf } from "@/lib/lab/cookie_form.ts";
import { deleteCookie, setCookie } from "@/lib/web/cookies.ts";
import { NOW } from "../../support/constants.ts";
import { fc } from "../../support/fast_check.ts";
import { ordered } from "../../support/set_cookie.ts";

const LOCAL: Here = { host: "localhost", secure: false, sessionName: "session", now: NOW };
const HTTPS: Here = {
  ...LOCAL,
  host: "book.example.org",
  secure: true,
  sessionName: "__Host-session",
};

/** A form in which only this was filled in. */
function typed(fields: Partial<CookieFields>): CookieFields {
  return { ...cookieFieldsOf(new FormData()), name: "lab_a", value: "1", ...fields };
}

/** The header that sets the cookie, or what is wrong with the fields. */
function outcome(fields: Partial<CookieFields>, here = LOCAL, check = checkCookie) {
  const checked = check(typed(fields), here);
  if (!checked.ok) return checked.errors;
  const headers = new Headers();
  const { name, value: _, ...attributes } = checked.cookie;
  if (check === checkDeletion) deleteCookie(headers, name, attributes);
  else setCookie(headers, checked.cookie);
  return ordered(headers.get("set-cookie")!);
}

const all = { path: "/", same_site: "None", http_only: true, secure: true, partitioned: true };

const SET: [what: string, fields: Partial<CookieFields>, header: string, here?: Here][] = [
  ["a bare cookie", {}, "lab_a=1"],
  ["no value", { value: "" }, "lab_a=2026-11-21T08:15:00.000Z"],
  ["any text", { value: "Ä; <b>" }, "lab_a=%C3%84%3B%20<b>"],
  [
    "every attribute",
    { ...all, max_age: "60", domain: "localhost" },
    "lab_a=1; Max-Age=60; Domain=localhost; Path=/; Secure; HttpOnly; SameSite=None; Partitioned",
  ],
  [
    "__Host-",
    { name: "__Host-lab_a", path: "/", secure: true },
    "__Host-lab_a=1; Path=/; Secure",
    HTTPS,
  ],
  ["a domain above", { domain: ".Example.org" }, "lab_a=1; Domain=.Example.org", HTTPS],
  ["0 seconds", { max_age: "0" }, "lab_a=1; Max-Age=0"],
];

for (const [what, fields, header, here] of SET) {
  Deno.test(`this goes out as it was asked for: ${what}`, () => {
    assertEquals(outcome(fields, here), ordered(header));
  });
}

const SECURE = /must be Secure/;
const REFUSED: [
  what: string,
  fields: Partial<CookieFields>,
  errors: Record<string, RegExp>,
  here?: Here,
][] = [
  ["no name", { name: "" }, { name: /enter a name/ }],
  ["somebody else's name", { name: "coat" }, { name: /begin with lab_/ }],
  ["the session's name", { name: "session" }, { name: /cookie of your session/ }],
  ["another case of the prefix", { name: "__host-lab_a" }, { name: /begin with lab_/ }],
  ["a name that breaks out", { name: "lab_a; Path=/" }, { name: /name may hold only/ }],
  ["a long name", { name: "lab_".padEnd(65, "x") }, { name: /64 characters fit/ }],
  ["257 characters", { value: "🧥".repeat(257) }, { value: /by 1 character; 256 fit/ }],
  ["a path without /", { path: "lab" }, { path: /has to begin with \// }],
  ["long paths and domains", { path: `/${"p".repeat(2000)}`, domain: "d".repeat(2000) }, {
    path: /200 fit/,
    domain: /253 fit/,
  }],
  ["an age in words", { max_age: "soon" }, { max_age: /whole number of seconds/ }],
  ["an age below 0", { max_age: "-1" }, { max_age: /whole number of seconds/ }],
  ["an unknown SameSite", { same_site: "Maybe" }, { same_site: /none of Strict, Lax and None/ }],
  ["another host", { domain: "evil.example" }, { domain: /comes from book.example.org/ }, HTTPS],
  ["a host below", { domain: "a.book.example.org" }, { domain: /comes from book/ }, HTTPS],
  ["half a name", { domain: "ample.org" }, { domain: /comes from book/ }, HTTPS],
  ["a top-level domain", { domain: "org" }, { domain: /top-level domain/ }, HTTPS],
  ["a part of an address", { domain: "0.1" }, { domain: /comes from 127/ }, {
    ...LOCAL,
    host: "127.0.0.1",
  }],
  ["no host name", { domain: "a b" }, { domain: /not a host name/ }],
  ["Secure over http", { secure: true }, { secure: /over plain http/ }, {
    ...LOCAL,
    host: "10.0.0.1",
  }],
  ["SameSite=None alone", { same_site: "None" }, { secure: SECURE }],
  ["Partitioned alone", { partitioned: true }, { secure: SECURE }],
  ["__Secure- alone", { name: "__Secure-lab_a" }, { secure: SECURE }],
  ["__Host- alone", { name: "__Host-lab_a", domain: "localhost" }, {
    path: /the path \//,
    domain: /not have a domain/,
    secure: SECURE,
  }],
  ["many at once", { name: "a", path: "x", max_age: "y", partitioned: true }, {
    name: /begin/,
    path: /begin/,
    max_age: /whole/,
    secure: SECURE,
  }],
];

for (const [what, fields, errors, here] of REFUSED) {
  Deno.test(`refused beside its field, in the order of the page: ${what}`, () => {
    const found = outcome(fields, here) as Record<string, string>;
    assertEquals(Object.keys(found), Object.keys(errors));
    for (const [name, words] of Object.entries(errors)) assertMatch(found[name]!, words);
  });
}

Deno.test("the session's cookie is out of reach, whatever it is called", () => {
  for (const check of [checkCookie, checkDeletion]) {
    const found = outcome({ name: "lab_session" }, { ...LOCAL, sessionName: "lab_session" }, check);
    assertMatch((found as { name: string }).name, /cookie of your session/);
  }
});

const GONE = "=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
const DELETED: [fields: Partial<CookieFields>, header: string][] = [
  [{ value: "", max_age: "x" }, `lab_a${GONE}`],
  [{ path: "/lab", domain: "localhost" }, `lab_a${GONE}; Domain=localhost; Path=/lab`],
  [{ partitioned: true }, `lab_a${GONE}; Secure; Partitioned`],
  [{ name: "__Secure-lab_a" }, `__Secure-lab_a${GONE}; Secure`],
  [{ name: "__Host-lab_a" }, `__Host-lab_a${GONE}; Path=/; Secure`],
];

for (const [fields, header] of DELETED) {
  Deno.test(`a deletion has what it cannot be without: ${header}`, () => {
    assertEquals(outcome(fields, LOCAL, checkDeletion), ordered(header));
  });
}

Deno.test("whatever is typed, either a header goes out or every complaint has its field", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("", "/", "localhost", "None", "lab_a", "60"),
  );
  const fields = fc.record({
    name: fc.oneof(text, text.map((end) => `__Host-lab_${end}`)),
    value: text,
    path: text,
    domain: text,
    max_age: text,
    same_site: text,
    http_only: fc.boolean(),
    secure: fc.boolean(),
    partitioned: fc.boolean(),
  });
  fc.assert(fc.property(fields, fc.constantFrom(checkCookie, checkDeletion), (typed, check) => {
    const result = outcome(typed, LOCAL, check);
    assert(typeof result === "string" || !Object.hasOwn(result!, ""), JSON.stringify(result));
  }));
});
