import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import { createHmac, hkdfSync } from "node:crypto";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { createCodec } from "@/lib/session/codec.ts";

const OLD = "the-old-secret-of-at-least-32-bytes";
const NEW = "the-new-secret-of-at-least-32-bytes";
const NOW = Date.UTC(2026, 10, 21, 8);

function codec({ secrets = [NEW], cookieName = "session", purpose = "session", now = NOW } = {}) {
  const keyring = createKeyring(secrets, purpose);
  return createCodec({ keyring, cookieName, maxAge: 3600, clock: () => now });
}

const DATA = new Map<string, unknown>([["name", "Ada"], ["count", 3]]);
const VALUE = codec().encode(DATA);

Deno.test("a value opens to what was put in, with its time and its key", () => {
  assertEquals(codec().decode(VALUE), {
    data: DATA,
    issuedAt: NOW,
    keyId: codec().keyIds[0]!,
    isCurrentKey: true,
  });
});

Deno.test("a value is version, payload, seconds and an independent HMAC over all of them", () => {
  const payload = Buffer.from('[["Map",1,2,3,4],"name","Ada","count",3]').toString("base64url");
  const key = new Uint8Array(hkdfSync("sha256", NEW, "cloakroom", "session", 32));
  const issued = String(NOW / 1000);
  const mac = createHmac("sha256", key)
    .update(["1", "session", payload, issued].join("\n")).digest("base64url");
  assertEquals(VALUE, `1.${payload}.${issued}.${mac}`);
});

Deno.test("every type that devalue carries survives", () => {
  const self: Record<string, unknown> = { name: "loop" };
  self.self = self;
  const data = new Map<string, unknown>(Object.entries({
    text: "Grüße </script> 🧥",
    number: -0,
    nan: NaN,
    big: 12345678901234567890n,
    nothing: null,
    missing: undefined,
    date: new Date(NOW),
    map: new Map([["a", new Set([1, 2])]]),
    bytes: new Uint8Array([0, 255]),
    nested: { list: [1, { deep: true }] },
  }));
  assertEquals(codec().decode(codec().encode(data))?.data, data);
  const opened = codec().decode(codec().encode(new Map([["loop", self]])))!.data.get("loop");
  assert((opened as typeof self).self === opened);
});

Deno.test("a value from another cookie, purpose, secret or version is nobody's", () => {
  assertEquals(codec({ cookieName: "other" }).decode(VALUE), null);
  assertEquals(codec({ purpose: "csrf" }).decode(VALUE), null);
  assertEquals(codec({ secrets: [OLD] }).decode(VALUE), null);
  assertEquals(codec().decode(VALUE.replace(/^1/, "2")), null);
});

Deno.test("a value signed with an older key opens, and says so", () => {
  const old = codec({ secrets: [OLD] }).encode(DATA);
  const opened = codec({ secrets: [NEW, OLD] }).decode(old);
  assertEquals(opened?.data, DATA);
  assertFalse(opened?.isCurrentKey);
});

Deno.test("a value holds for its lifetime and a minute of clock skew, not longer", () => {
  const at = (seconds: number) => codec({ now: NOW + seconds * 1000 }).decode(VALUE);
  assert(at(0));
  assert(at(3600));
  assertEquals(at(3601), null);
  assert(at(-60));
  assertEquals(at(-61), null);
});

const VERDICTS: Record<string, [value: string, at: number, verdict: string, key: number]> = {
  "its own value": [VALUE, 0, "valid", 0],
  "a value of the older key": [codec({ secrets: [OLD] }).encode(DATA), 0, "valid", 1],
  "a value of another key": [codec({ secrets: ["other"] }).encode(DATA), 0, "forged", -1],
  "an old value of another key": [codec({ secrets: ["other"] }).encode(DATA), 4000, "forged", -1],
  "a value that is too old": [VALUE, 3601, "expired", 0],
  "a value from the future": [VALUE, -61, "future", 0],
  "no session": [signed('[{"a":1}]'), 0, "unreadable", 0],
  "nothing": ["", 0, "malformed", -1],
  "anything else": ["hello", 0, "malformed", -1],
};

for (const [what, [value, at, verdict, key]] of Object.entries(VERDICTS)) {
  Deno.test(`of ${what} is said: ${verdict}`, () => {
    const examined = codec({ secrets: [NEW, OLD], now: NOW + at * 1000 }).examine(value);
    assertEquals([examined.verdict, examined.key], [verdict, key]);
    assertEquals(examined.data, verdict === "valid" ? DATA : null);
    const [, payload = "", issued, mac = ""] = verdict === "malformed" ? [] : value.split(".");
    assertEquals([examined.payload, examined.mac], [payload, mac]);
    assertEquals(examined.issuedAt, issued === undefined ? null : Number(issued) * 1000);
  });
}

/** A value that we signed, whatever it holds. */
function signed(text: string): string {
  const issued = String(NOW / 1000);
  const payload = Buffer.from(text).toString("base64url");
  const mac = createKeyring([NEW], "session").sign(`1\nsession\n${payload}\n${issued}`);
  return `1.${payload}.${issued}.${mac}`;
}

Deno.test("without a secret key nothing is signed, with what to do about it", () => {
  const { assertWritable, encode, decode, keyIds } = codec({ secrets: [] });
  assertThrows(() => encode(DATA), Error, "no secret key was set. Set SECRET_KEY");
  assertThrows(assertWritable, Error, "no secret key was set. Set SECRET_KEY");
  assertEquals([decode(VALUE), keyIds], [null, []]);
  codec().assertWritable();
});

Deno.test("something else under a good signature is nobody's, and never an error", () => {
  for (const text of ["[1", "[{}]", "null", '"text"', '[["Map",9]]', "", "\u0000"]) {
    assertEquals(codec().decode(signed(text)), null, text);
  }
});
