import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Cookie } from "@std/http/cookie";
import { cookieFault } from "@/lib/web/cookie_rules.ts";
import { getCookies, readCookie, setCookie } from "@/lib/web/cookies.ts";
import { fc } from "../../support/fast_check.ts";

/** A cookie in a browser's jar. */
type Stored = Omit<Cookie, "unparsed">;

/** What a browser keeps of a Set-Cookie header: RFC 6265bis §5.6 and §5.7, written apart from our own rules. */
function store(line: string): Stored | null {
  // deno-lint-ignore no-control-regex -- these are what makes a browser ignore the whole header
  if (/[\x00-\x08\x0A-\x1F\x7F]/.test(line)) return null;
  const [first, ...rest] = line.split(";").map(split);
  const [name, value] = first!;
  if (name.length + value.length > 4096 || name + value === "") return null;
  const kept = rest.filter(([, text]) => text.length <= 1024);
  const attributes = new Map(kept.map(([key, text]) => [key.toLowerCase(), text]));
  const stored = { name, value, ...settled(attributes) };
  return isAcceptable(stored) ? stored : null;
}

function split(text: string): [name: string, value: string] {
  const at = text.indexOf("=");
  const trim = (part: string) => part.replace(/^[ \t]+/, "").replace(/[ \t]+$/, "");
  return at === -1 ? [trim(text), ""] : [trim(text.slice(0, at)), trim(text.slice(at + 1))];
}

function settled(attributes: Map<string, string>): Omit<Stored, "name" | "value"> {
  const [path, domain] = [attributes.get("path"), attributes.get("domain")];
  const [maxAge, expires] = [attributes.get("max-age"), attributes.get("expires")];
  return {
    ...(path?.startsWith("/") && { path }),
    ...(domain && { domain: domain.replace(/^\./, "").toLowerCase() }),
    ...(maxAge && /^-?\d+$/.test(maxAge) && { maxAge: Number(maxAge) }),
    ...(expires && /, \d\d \w{3} \d{4} /.test(expires) && { expires: Date.parse(expires) }),
    ...(attributes.has("secure") && { secure: true }),
    ...(attributes.has("httponly") && { httpOnly: true }),
    ...(attributes.has("partitioned") && { partitioned: true }),
    ...(attributes.has("samesite") && { sameSite: attributes.get("samesite") as "Lax" }),
  };
}

function isAcceptable({ name, secure, httpOnly, path, domain, ...rest }: Stored): boolean {
  const prefix = name.toLowerCase();
  if (rest.sameSite === "None" && !secure) return false;
  if (rest.partitioned && !secure) return false;
  if (prefix.startsWith("__secure-") && !secure) return false;
  if (prefix.startsWith("__http-") && !(secure && httpOnly)) return false;
  if (prefix.startsWith("__host-http-") && !httpOnly) return false;
  return !prefix.startsWith("__host-") || (!!secure && path === "/" && domain === undefined);
}

/** Through the header of a response, a browser, and the header of a request. */
function roundTrip(cookie: Cookie): { stored: Stored | null; value: string | undefined } {
  const { headers } = new Response();
  setCookie(headers, cookie);
  const stored = store(headers.getSetCookie()[0]!);
  const request = new Request("http://localhost", {
    headers: { cookie: `first=1; ${stored?.name}=${stored?.value}; last=2` },
  });
  return { stored, value: getCookies(request.headers).get(cookie.name) };
}

/** Any text, mixed of what each part of a header may take offence at. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(..." \t\r\n\0%;,=\"'\\ä\xA0🎩41"), maxLength: 300 }),
);
/** Any string, halves of characters included. */
const units = fc.array(fc.integer({ min: 0, max: 0xFFFF }), { maxLength: 300 })
  .map((codes) => String.fromCharCode(...codes));

Deno.test("any text comes back from a browser as it was", () => {
  fc.assert(fc.property(text, (value) => {
    assertEquals(roundTrip({ name: "a", value }).value, value);
  }));
});

Deno.test("any string comes back as it was, or is refused if it is no text", () => {
  fc.assert(fc.property(units, (value) => {
    const cookie = { name: "a", value };
    if (value.isWellFormed()) assertEquals(roundTrip(cookie).value, value);
    else assertThrows(() => roundTrip(cookie), TypeError);
  }));
});

/** Mostly one of these, sometimes anything. */
const mostly = <T>(usual: T[], other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 19, arbitrary: fc.constantFrom(...usual) }, other);
const NAMES = ["a", "b", "__Host-a", "__host-http-a", "__SECURE-a", "__Http-a", "a b", ""];
const draft = fc.record({
  name: mostly(NAMES, text),
  value: text,
  path: mostly(["/", "/", "/", "/app", "app", "/;"], text),
  domain: mostly([".Book.example", "book.example", "127.0.0.1", "a..b", ""], text),
  maxAge: mostly([0, 1, 86_400], fc.double()),
  expires: mostly<Date | number>([0, 1e12, new Date(1e12 + 1)], fc.date()),
  secure: mostly([true], fc.boolean()),
  httpOnly: fc.boolean(),
  partitioned: fc.boolean(),
  sameSite: fc.constantFrom("Strict" as const, "Lax" as const, "None" as const),
}, { requiredKeys: ["name", "value"] });

/** As it should lie in the jar: what is false is not there, and times are whole seconds. */
function wanted({ value: _, domain, expires, ...rest }: Cookie): Omit<Stored, "value"> {
  const present = Object.entries(rest).filter(([, value]) => value !== false);
  return {
    ...(Object.fromEntries(present) as unknown as Stored),
    ...(domain !== undefined && { domain: domain.replace(/^\./, "").toLowerCase() }),
    ...(expires !== undefined && { expires: Math.floor(Number(expires) / 1000) * 1000 }),
  };
}

Deno.test("what our rules let pass is kept by a browser as it was meant; the rest is refused", () => {
  let kept = 0;
  fc.assert(
    fc.property(draft, (cookie) => {
      if (cookieFault(cookie) !== null) {
        assertThrows(() => roundTrip(cookie), TypeError, "cannot be set");
        return;
      }
      kept++;
      const { value: _, ...stored } = roundTrip(cookie).stored ?? { value: "", name: "dropped" };
      assertEquals(stored, wanted(cookie));
    }),
    { numRuns: 2000 },
  );
  assert(kept > 100, `only ${kept} of 2,000 cookies were good ones`);
});

Deno.test("whatever a Cookie header holds, reading it fails on nothing and finds the same twice", () => {
  const latin1 = fc.string({
    unit: fc.oneof(
      fc.constantFrom(..." \t%;=\"'a\xA041EF"),
      fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
    ),
  }).map((header) => header.replace(/[\r\n]/g, ""));
  fc.assert(fc.property(latin1, (cookie) => {
    const headers = new Headers({ cookie });
    for (const [name, value] of getCookies(headers)) {
      const raw = readCookie(headers.get("cookie"), name)!;
      assertEquals(value, raw.includes("%") ? value : raw);
    }
  }));
});
