import { assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import { createHmac, hkdfSync } from "node:crypto";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { createCodec } from "@/lib/session/codec.ts";
import { openSession } from "@/lib/session/cookie.ts";
import { createSessionSettings } from "@/lib/session/settings.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { fc } from "../../support/fast_check.ts";

const clock = () => NOW;
const codec = createCodec({
  keyring: createKeyring([SECRET], "session"),
  cookieName: "session",
  maxAge: 3600,
  clock,
});
const settings = createSessionSettings({ secrets: [SECRET], secure: false, lifetime: 3600, clock });

/** Whatever a session may hold; `__proto__` in plain objects is refused when it is set. */
const anything = fc.anything(
  {
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withSparseArray: true,
    withUnicodeString: true,
    key: fc.string({ unit: "binary" }).filter((key) => key !== "__proto__"),
  } as Parameters<typeof fc.anything>[0],
);
const values = fc.dictionary(fc.string(), anything, { maxKeys: 4, noNullPrototype: true })
  .map((object) => new Map(Object.entries(object)));

Deno.test("any value survives", () => {
  fc.assert(fc.property(values, (data) => {
    assertEquals(codec.decode(codec.encode(data))?.data, data);
  }));
});

Deno.test("a value with any one bit flipped is an anonymous visitor, whatever it holds", () => {
  fc.assert(
    fc.property(values, (data) => {
      const bytes = Buffer.from(codec.encode(data));
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        bytes[bit >> 3]! ^= 1 << (bit & 7);
        assertAnonymous(bytes.toString("latin1"));
        bytes[bit >> 3]! ^= 1 << (bit & 7);
      }
    }),
    { numRuns: 10 },
  );
});

Deno.test("a value cut anywhere, or with any byte added anywhere, is an anonymous visitor", () => {
  const value = codec.encode(new Map([["name", "Ada"]]));
  for (let at = 0; at <= value.length; at++) {
    if (at < value.length) assertAnonymous(value.slice(0, at));
    if (at > 0) assertAnonymous(value.slice(at));
    for (let byte = 0; byte < 256; byte++) {
      const added = value.slice(0, at) + String.fromCharCode(byte) + value.slice(at);
      if (!isTheSameCookie(added, value)) assertAnonymous(added);
    }
  }
});

/** Blanks around a cookie's value, and what follows a semicolon, are not part of it (RFC 6265bis §5.6). */
function isTheSameCookie(header: string, value: string): boolean {
  return header.split(";")[0]!.replace(/^[ \t]+|[ \t]+$/g, "") === value;
}

/** Through the Cookie header, as it comes from a browser: no session, and no error. */
function assertAnonymous(value: string): void {
  const session = openSession(`session=${value}`, settings);
  assertEquals([session.isNew, session.size], [true, 0], value);
}

Deno.test("any text is a cookie value that is looked at without an error", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
    assertEquals(codec.decode(text), null);
    assertEquals(codec.examine(text).data, null);
  }));
});

Deno.test("the MAC is HMAC-SHA-256 under HKDF-SHA-256, as another program computes them", () => {
  // Made by Python's hmac and hashlib, HKDF written out by RFC 5869.
  const value =
    "1.W1siTWFwIiwxLDIsMyw0XSwibmFtZSIsIkFkYSIsIm4iLDFd.1795248900.VS4W1RvZr2WcoXqvr8QErbzog_psR0HCISRPfQEWLEE";
  assertEquals(codec.encode(new Map<string, unknown>([["name", "Ada"], ["n", 1]])), value);
  assertEquals(codec.decode(value)?.data, new Map<string, unknown>([["name", "Ada"], ["n", 1]]));
});

Deno.test("any message has the MAC that node:crypto computes, and no other passes", () => {
  const key = new Uint8Array(hkdfSync("sha256", SECRET, "cloakroom", "session", 32));
  const keyring = createKeyring([SECRET], "session");
  fc.assert(fc.property(fc.string(), fc.base64String(), (message, other) => {
    const mac = createHmac("sha256", key).update(message).digest("base64url");
    assertEquals(keyring.sign(message), mac);
    assertEquals(keyring.verify(message, mac), 0);
    assertEquals(keyring.verify(message, other), -1);
  }));
});
