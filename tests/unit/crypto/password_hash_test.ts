import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import { deriveArgon2id, portable } from "@/lib/crypto/argon2.ts";
import { hashPassword, verifyPassword } from "@/lib/crypto/password_hash.ts";
import { PASSWORD } from "../../support/visitor.ts";

const CHEAP = { memory: 64, passes: 1, parallelism: 1 };

/** Made with the reference implementation: `echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32`. */
const REFERENCE = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7";

for (const [name, derive] of Object.entries({ "this runtime's": deriveArgon2id, portable })) {
  Deno.test(`the ${name} Argon2id gives the reference implementation's bytes`, async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const params = { memory: 65_536, passes: 2, parallelism: 1 };
    const tag = await derive(bytes("password"), bytes("somesalt"), params);
    assertEquals(Buffer.from(tag).toString("hex"), REFERENCE);
  });
}

for (const [name, derive] of Object.entries({ "this runtime's": deriveArgon2id, portable })) {
  Deno.test(`trying no password at all is answered by ${name} Argon2id as any other`, async () => {
    const tag = await derive(new Uint8Array(), new Uint8Array(16), CHEAP);
    assertEquals(tag.length, 32);
  });
}

const ELSEWHERE = {
  "Deno 2.9":
    "$argon2id$v=19$m=19456,t=2,p=1$K4N4q2o310WyQIuUbSvKOQ$es669W/+9M1weMmRnbwa32IeiA0OXuih1q4APaOIHlg",
  "Deno 2.5":
    "$argon2id$v=19$m=19456,t=2,p=1$SCTuZohqC7CD0yFWHh/5Ow$6A63TqfigizA5ytcz5ESfYYa6YPqcNuEuOqrgK3QMR0",
};

for (const [runtime, hash] of Object.entries(ELSEWHERE)) {
  Deno.test(`a password that was hashed on ${runtime} is known on any other`, async () => {
    assertEquals(await verifyPassword(PASSWORD, hash), { ok: true, outdated: false });
    assertEquals((await verifyPassword(`${PASSWORD}s`, hash)).ok, false);
  });
}

Deno.test("a hash is a PHC string with the parameters of the design", async () => {
  const hash = await hashPassword("plum orbit candle");
  assertMatch(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assertEquals(await verifyPassword("plum orbit candle", hash), { ok: true, outdated: false });
  assertFalse((await verifyPassword("plum orbit candlf", hash)).ok);
});

Deno.test("the same password is never hashed to the same text", async () => {
  assert(await hashPassword("one", CHEAP) !== await hashPassword("one", CHEAP));
});

Deno.test("a hash with other parameters still verifies, and asks to be made anew", async () => {
  const hash = await hashPassword("plum orbit candle", CHEAP);
  assertEquals(await verifyPassword("plum orbit candle", hash), { ok: true, outdated: true });
});

Deno.test("the same letters, composed or not, are the same password", async () => {
  const hash = await hashPassword("crème brûlée at noon".normalize("NFD"), CHEAP);
  assert((await verifyPassword("crème brûlée at noon".normalize("NFC"), hash)).ok);
});

Deno.test("no hash and a broken hash fit no password", async () => {
  for (const hash of [null, "", "plain", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA"]) {
    assertEquals(await verifyPassword("x", hash), { ok: false, outdated: false });
  }
});
