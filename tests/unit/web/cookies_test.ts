import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Cookie } from "@std/http/cookie";
import { deleteCookie, getCookies, readCookie, setCookie } from "@/lib/web/cookies.ts";
import { ordered } from "../../support/set_cookie.ts";

const KIB_64 = 65_536;

const ONE: [header: string | null, value: string | null, why: string][] = [
  [null, null, "no header"],
  ["", null, "an empty header"],
  ["session=abc", "abc", "one cookie"],
  ["a=1; session=abc; b=2", "abc", "one of several"],
  ["a=1;\tsession = abc ;b=2", "abc", "spaces and tabs around"],
  ["session=first; session=second", "first", "the first of two"],
  ["session=; session=second", "", "the first of two, which is empty"],
  ["session=a=b==", "a=b==", "equals signs in the value"],
  ["session=%41%zz", "%41%zz", "percent signs, left as they are"],
  ["session", null, "a name without a value"],
  ["sessions", null, "a longer name without a value"],
  ["=session", null, "a value without a name"],
  ["xsession=1; sessionx=2", null, "names that only look alike"],
  ["%73ession=planted", null, "a name in disguise"],
  ["\u00A0session=planted", null, "a no-break space before the name"],
  ["session\u00A0=planted", null, "a no-break space after the name"],
  ["session=\u00A0abc\u00A0", "\u00A0abc\u00A0", "no-break spaces around the value"],
  ["__proto__=x; session=abc", "abc", "a name that means something to JavaScript"],
  [`${"a=1; ".repeat(13_000)}session=abc`, "abc", "64 KiB of others"],
];

for (const [header, value, why] of ONE) {
  Deno.test(`a cookie is found, or not, in ${why}`, () => {
    assertEquals(readCookie(header, "session"), value);
  });
}

const ALL: Record<string, [header: string, cookies: Record<string, string>]> = {
  "several, in order": ["b=2; a=1;c=3;", { b: "2", a: "1", c: "3" }],
  "spaces and tabs around": ["\t a \t= 1 ;b=\t2\t", { a: "1", b: "2" }],
  "an empty value": ["a=; b= ", { a: "", b: "" }],
  "equals signs": ["a=b=c==", { a: "b=c==" }],
  "percent signs": ["a=%E2%80%9Cyes%E2%80%9D%3B%20%2541", { a: "“yes”; %41" }],
  "percent signs that mean nothing": ["a=%zz; b=%41%; c=100%", { a: "%zz", b: "%41%", c: "100%" }],
  "bytes that are no UTF-8": ["a=%E9t%E9; b=%F0%9F; c=%ED%A0%80; d=%C0%AF", {
    a: "%E9t%E9",
    b: "%F0%9F",
    c: "%ED%A0%80",
    d: "%C0%AF",
  }],
  "Latin-1": ["a=\xE9t\xE9; b=\xE9%20", { a: "été", b: "é " }],
  "a plus sign, which is none but here": ["a=1+1", { a: "1+1" }],
  "quotes, which belong to the value": [`a="b c"; d="; e='f'`, {
    a: `"b c"`,
    d: `"`,
    e: `'f'`,
  }],
  "no-break spaces, which belong to what they are next to": ["\xA0a\xA0=\xA0b\xA0", {
    "\xA0a\xA0": "\xA0b\xA0",
  }],
  "names with percent signs, which are never decoded": ["__%48ost-a=1", { "__%48ost-a": "1" }],
  "names that mean something to JavaScript": ["__proto__=a; constructor=b; toString=c", {
    ["__proto__"]: "a",
    constructor: "b",
    toString: "c",
  }],
  "pairs without a name or without an equals sign": ["=a; bb; ;; = ;\t=c; d=1", { d: "1" }],
  "two of one name, of which the first counts": ["a=1; A=2; a=3; b=; b=4", {
    a: "1",
    A: "2",
    b: "",
  }],
  "commas, which separate nothing": ["a=1, b=2", { a: "1, b=2" }],
  "control characters that a browser would not send": ["a=\x01\x7F", { a: "\x01\x7F" }],
};

for (const [what, [cookie, expected]] of Object.entries(ALL)) {
  Deno.test(`all cookies are read, with ${what}`, () => {
    assertEquals([...getCookies(new Headers({ cookie }))], Object.entries(expected));
  });
}

Deno.test("a request without cookies has none", () => {
  assertEquals(getCookies(new Headers()).size, 0);
  assertEquals(getCookies(new Headers({ cookie: "" })).size, 0);
  assertEquals(getCookies(new Headers({ cookie: "a=1" })).get("__proto__"), undefined);
});

const LONG: Record<string, string> = {
  "blanks inside a value": `a=x${" ".repeat(KIB_64)}x`,
  "blanks inside a name": `a${"\t".repeat(KIB_64)}a=x`,
  "semicolons": ";".repeat(KIB_64),
  "equals signs": "=".repeat(KIB_64),
  "cookies": Array.from({ length: 10_000 }, (_, i) => `${i}=`).join(";"),
  "broken percent signs": `a=${"%41".repeat(KIB_64 / 3)}%`,
};

for (const [what, cookie] of Object.entries(LONG)) {
  Deno.test(`64 KiB of ${what} do not keep the server busy`, () => {
    const started = performance.now();
    getCookies(new Headers({ cookie }));
    readCookie(cookie, "session");
    const ms = performance.now() - started;
    assert(ms < 500, `${ms} ms`); // some 10 if the work grows as the header does, thousands if faster
  });
}

const lineOf = (cookie: Cookie): string => {
  const headers = new Headers();
  setCookie(headers, cookie);
  return headers.getSetCookie().join("\n");
};

Deno.test("a cookie is set with its attributes, and its value encoded", () => {
  assertEquals(lineOf({ name: "a", value: "b" }), "a=b");
  assertEquals(lineOf({ name: "a", value: "" }), "a=");
  const line = lineOf({
    name: "__Host-a",
    value: "ä; Domain=evil.example\r\n",
    maxAge: 60,
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: "None",
    partitioned: true,
    unparsed: ["Priority=High"],
  });
  const [pair, ...attributes] = line.split("; ");
  assertEquals(pair, "__Host-a=%C3%A4%3B%20Domain=evil.example%0D%0A");
  const expected = "HttpOnly Max-Age=60 Partitioned Path=/ Priority=High SameSite=None Secure";
  assertEquals(attributes.sort(), expected.split(" "));
});

Deno.test("setting a cookie adds to those that are set already, and changes nothing handed in", () => {
  const headers = new Headers({ "set-cookie": "a=1" });
  const cookie = Object.freeze({ name: "b", value: "2 3" });
  setCookie(headers, cookie);
  assertEquals(headers.getSetCookie(), ["a=1", "b=2%203"]);
});

Deno.test("what a browser would drop is refused, with the cookie's name and the reason", () => {
  const headers = new Headers();
  const drop = { name: "__Host-a", value: "b", path: "/app", secure: true };
  assertThrows(
    () => setCookie(headers, drop),
    TypeError,
    `The cookie "__Host-a" cannot be set: A cookie whose name begins with __Host- must have the path /.`,
  );
  assertThrows(() => setCookie(headers, { name: "a", value: "\uD83C" }), TypeError, "half");
  assertThrows(() => deleteCookie(headers, "a;b"), TypeError, "The name");
  assertEquals([...headers], []);
});

Deno.test("a deletion carries all attributes, is empty and lies in the past", () => {
  const attributes = {
    path: "/app",
    domain: "book.example",
    secure: true,
    httpOnly: true,
    sameSite: "Strict",
    partitioned: true,
  } as const;
  const headers = new Headers();
  deleteCookie(headers, "a", attributes);
  const [pair, ...rest] = headers.getSetCookie()[0]!.split("; ");
  assertEquals(pair, "a=");
  assertEquals(rest.sort(), [
    "Domain=book.example",
    "Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "HttpOnly",
    "Max-Age=0",
    "Partitioned",
    "Path=/app",
    "SameSite=Strict",
    "Secure",
  ]);
});

Deno.test("a deletion stays one, even with what a cookie was set with at hand", () => {
  const headers = new Headers();
  const cookie: Cookie = { name: "other", value: "kept", maxAge: 60, expires: 1e12, path: "/" };
  deleteCookie(headers, "a", cookie);
  const gone = "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/";
  assertEquals(headers.getSetCookie().map(ordered), [gone]);
});

Deno.test("a deletion that browsers would ignore is refused", () => {
  assertThrows(() => deleteCookie(new Headers(), "__Host-a", { path: "/" }), TypeError, "Secure");
});
