import { assertEquals, assertMatch, assertNotEquals, assertThrows } from "@std/assert";
import { createHmac, hkdfSync } from "node:crypto";
import { fromBase64Url, toBase64Url } from "@/lib/crypto/base64url.ts";
import { createKeyring } from "@/lib/crypto/keyring.ts";

const OLD = "the-old-secret-of-at-least-32-bytes";
const NEW = "the-new-secret-of-at-least-32-bytes";

Deno.test("a MAC is HMAC-SHA-256 under a key derived by HKDF for the purpose", () => {
  const key = new Uint8Array(hkdfSync("sha256", NEW, "cloakroom", "session", 32));
  const expected = createHmac("sha256", key).update("hello").digest("base64url");
  assertEquals(createKeyring([NEW], "session").sign("hello"), expected);
});

Deno.test("the first secret signs, every secret verifies, a stranger's does not", () => {
  const ring = createKeyring([NEW, OLD], "session");
  assertEquals(ring.verify("hello", ring.sign("hello")), 0);
  assertEquals(ring.verify("hello", createKeyring([OLD], "session").sign("hello")), 1);
  assertEquals(ring.verify("hello", createKeyring(["stranger"], "session").sign("hello")), -1);
  assertEquals(ring.verify("hallo", ring.sign("hello")), -1);
});

Deno.test("a signature made for one purpose never passes for another", () => {
  const mac = createKeyring([NEW], "undo").sign("hello");
  assertNotEquals(mac, createKeyring([NEW], "session").sign("hello"));
  assertEquals(createKeyring([NEW], "session").verify("hello", mac), -1);
});

Deno.test("a MAC has one spelling", () => {
  const ring = createKeyring([NEW], "session");
  const mac = ring.sign("hello");
  for (const other of [mac + "=", mac + "A", mac.slice(0, -1), "", ` ${mac}`]) {
    assertEquals(ring.verify("hello", other), -1, other);
  }
});

Deno.test("a keyring without a secret verifies nothing and can't sign", () => {
  const ring = createKeyring([], "session");
  assertEquals(ring.ids, []);
  assertEquals(ring.verify("hello", createKeyring([NEW], "session").sign("hello")), -1);
  assertThrows(() => ring.sign("hello"), TypeError, "without a secret");
});

Deno.test("a key has a short name that differs by secret and purpose", () => {
  const names = [[NEW], [OLD]].flatMap((secrets) =>
    ["session", "undo"].flatMap((purpose) => createKeyring(secrets, purpose).ids)
  );
  assertEquals(new Set(names).size, 4);
  for (const name of names) assertMatch(name, /^[\w-]{8}$/);
  assertEquals(createKeyring([NEW, OLD], "session").ids, [names[0]!, names[2]!]);
});

Deno.test("base64url is read in canonical form only", () => {
  const bytes = new Uint8Array([251, 255, 0, 1]);
  assertEquals(toBase64Url(bytes), "-_8AAQ");
  assertEquals(fromBase64Url("-_8AAQ"), bytes);
  for (const text of ["-_8AAR", "-_8AAQ==", "+/8AAQ", "-_8 AAQ", "-_8AAQ\n", "A"]) {
    assertEquals(fromBase64Url(text), null, JSON.stringify(text));
  }
});
