import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  type CookieDraft,
  cookieFault,
  domainMatches,
  encodeCookieValue,
  pathMatches,
} from "@/lib/web/cookie_rules.ts";

const KEPT: Record<string, Partial<CookieDraft>> = {
  "a name and a value": { value: "abc" },
  "attributes without a value": { path: "/", httpOnly: true, sameSite: "Lax" },
  "any text as value": { value: "two words; “quoted”, \r\n\0 and 100 %" },
  "exactly 4,096 bytes": { name: "n".repeat(96), value: "v".repeat(4000) },
  "a domain, with a dot before it or not": { domain: ".book.example" },
  "an address as domain": { domain: "127.0.0.1" },
  "a path of 1,024 bytes": { path: "/" + "p".repeat(1023) },
  "its end in 0 seconds": { maxAge: 0 },
  "its end long ago": { expires: new Date(0) },
  "its end in the last year that can be written": { expires: Date.UTC(9999, 11, 31) },
  "an attribute that is new": { unparsed: ["Priority=High"] },
  "a name under __Host- with all that it asks for": { name: "__Host-a", path: "/", secure: true },
  "a name under __Secure-, for a domain": { name: "__Secure-a", domain: "a.example", secure: true },
  "a name under __Http-": { name: "__Http-a", secure: true, httpOnly: true },
  "a name that only looks like a prefix": { name: "__Hostess" },
  "SameSite=None and Partitioned, Secure": { sameSite: "None", partitioned: true, secure: true },
};

for (const [what, draft] of Object.entries(KEPT)) {
  Deno.test(`browsers keep a cookie with ${what}`, () => {
    assertEquals(cookieFault({ name: "a", ...draft }), null);
  });
}

const host = { name: "__Host-a", path: "/", secure: true };

const FAULTS: Record<string, [fault: string, ...drafts: Partial<CookieDraft>[]]> = {
  "a name that is no token": [
    "The name",
    ...["", " ", "a b", "a=b", "a;b", "ä", "a\0", "a\n", '"a"', "a,b"].map((name) => ({ name })),
  ],
  "half a character": ["half a character", { value: "\uD83C" }, { value: "a\uDFA9\uD83C" }],
  "4,097 bytes": [
    "4,096 bytes",
    { name: "n".repeat(97), value: "v".repeat(4000) },
    { name: "n".repeat(4097) },
    { value: "🎩".repeat(342) },
  ],
  "a path that it would not get, or that breaks out": [
    "The path",
    ...["", "app", "/a b", "/;Domain=evil.example", "/\r\nX: y", "/\x7f", "/ä"]
      .map((path) => ({ path })),
  ],
  "a domain that is no host name": [
    "The domain",
    ...["", ".", "a..b", "a.", "-a.example", "a-.example", "a b", "a;Path=/", "a\n", "ä.example"]
      .map((domain) => ({ domain })),
  ],
  "a Max-Age that is no whole number": [
    "Max-Age",
    ...[-1, 1.5, NaN, Infinity, 1e21].map((maxAge) => ({ maxAge })),
  ],
  "an Expires that is no date": [
    "Expires",
    ...[NaN, Infinity, new Date("never"), Date.UTC(1600, 0), Date.UTC(10_000, 0)]
      .map((expires) => ({ expires })),
  ],
  "a SameSite of its own invention": [
    "SameSite is none",
    { sameSite: "lax" as "Lax" },
    { sameSite: "Lax; Secure" as "Lax" },
  ],
  "further attributes that break out": [
    "A further attribute is empty, or",
    ...["", " a=1", "a=1; Secure", "a=\n", "a=ä"].map((text) => ({ unparsed: ["b=1", text] })),
  ],
  "further attributes that pass the rules by": [
    "A further attribute is one",
    ...["Domain=evil.example", "path = /", "SECURE", "Max-Age=1"]
      .map((text) => ({ ...host, unparsed: ["b=1", text] })),
  ],
  "an attribute of 1,025 bytes": [
    "1,024 bytes",
    { path: "/" + "p".repeat(1024) },
    { domain: "a.".repeat(512) + "b" },
    { unparsed: ["a=" + "b".repeat(1025)] },
  ],
  "a prefix that asks for Secure": [
    "such a name must be Secure",
    { name: "__Secure-a" },
    { name: "__Host-a", path: "/" },
    { name: "__Http-a", httpOnly: true },
    { name: "__sEcUrE-a", secure: false },
  ],
  "a prefix that asks for HttpOnly": [
    "HttpOnly",
    { name: "__Http-a", secure: true },
    { ...host, name: "__host-http-a" },
  ],
  "__Host- and another path": [
    "path /",
    { ...host, path: undefined },
    { ...host, path: "/app" },
    { ...host, name: "__HOST-a", path: "/app" },
  ],
  "__Host- and a domain": ["domain", { ...host, domain: "book.example" }],
  "SameSite=None alone": ["SameSite=None", { sameSite: "None" }],
  "Partitioned alone": ["Partitioned", { partitioned: true }],
};

for (const [what, [fault, ...drafts]] of Object.entries(FAULTS)) {
  Deno.test(`browsers would not keep a cookie with ${what}, and the reason is told`, () => {
    for (const draft of drafts) {
      const told = cookieFault({ name: "a", ...draft });
      assertStringIncludes(told ?? "no fault", fault, Deno.inspect(draft).slice(0, 200));
    }
  });
}

Deno.test("a value is encoded where a cookie cannot hold it, and nowhere else", () => {
  const VALUES: [value: string, encoded: string][] = [
    ["", ""],
    ["abc-XYZ_019.~", "abc-XYZ_019.~"],
    ["!#$&'()*+/:<=>?@[]^`{|}", "!#$&'()*+/:<=>?@[]^`{|}"],
    [' ",;\\', "%20%22%2C%3B%5C"],
    ["%41", "%2541"],
    ["\0\t\r\n\x7f", "%00%09%0D%0A%7F"],
    ["é", "%C3%A9"],
    ["🎩", "%F0%9F%8E%A9"],
  ];
  for (const [value, encoded] of VALUES) assertEquals(encodeCookieValue(value), encoded);
});

const PATHS: [path: string, isFor: string[], isNotFor: string[]][] = [
  ["/", ["/", "/a", "/a/b"], []],
  ["/a", ["/a", "/a/", "/a/b"], ["/", "/ab", "/A"]],
  ["/a/", ["/a/", "/a/b"], ["/a", "/ab"]],
];

for (const [path, isFor, isNotFor] of PATHS) {
  Deno.test(`a cookie of the path ${path} goes along with what stands below it, and with nothing else`, () => {
    assertEquals([...isFor, ...isNotFor].filter((asked) => pathMatches(asked, path)), isFor);
  });
}

Deno.test("a host has the cookies of its own domain and of those above, an address only its own", () => {
  const host = "a.book.example";
  const domains = [host, "book.example", ".Book.example", "ook.example", "b.a.book.example"];
  assertEquals(domains.filter((domain) => domainMatches(host, domain)), domains.slice(0, 3));
  const parts = ["10.0.0.1", "0.0.1", "1"];
  assertEquals(parts.filter((domain) => domainMatches("10.0.0.1", domain)), ["10.0.0.1"]);
});
