import { Buffer } from "node:buffer";
import { scrypt } from "node:crypto";
import type { StoredHash } from "./stored_hash.ts";

/** The kinds that `generate_password_hash` of Werkzeug writes; without parameters, today's defaults (3.1) are meant. */
const SCRYPT = /^scrypt(?::(\d{1,7}):(\d{1,2}):(\d{1,2}))?\$([^$]{1,64})\$([\da-f]{128})$/;
const PBKDF2 = /^pbkdf2(?::(sha1|sha256|sha512)(?::(\d{1,7}))?)?\$([^$]{1,64})\$([\da-f]{40,128})$/;

const DIGESTS: Record<string, { name: string; bytes: number }> = {
  sha1: { name: "SHA-1", bytes: 20 },
  sha256: { name: "SHA-256", bytes: 32 },
  sha512: { name: "SHA-512", bytes: 64 },
};

/** A hash from elsewhere must not take the machine down: four times the work and twice the memory of the defaults. */
const MAX_SCRYPT_WORK = 4 * 32_768 * 8;
const MAX_SCRYPT_MEMORY = 64 * 1024 * 1024;
const MAX_ITERATIONS = 2_000_000;

/**
 * Reads a password hash as Flask apps keep it; null when it is none, or asks for more than any sign-in should cost.
 * Passwords are taken as they are typed, since Werkzeug never composed them.
 */
export function readWerkzeug(text: string): StoredHash | null {
  return readScrypt(text) ?? readPbkdf2(text);
}

/** RFC 7914. */
function readScrypt(text: string): StoredHash | null {
  const match = SCRYPT.exec(text);
  if (!match) return null;
  const [, N = "32768", r = "8", p = "1", salt = "", tag = ""] = match;
  const params = { N: Number(N), r: Number(r), p: Number(p) };
  const memory = 128 * params.N * params.r;
  const isPowerOfTwo = params.N > 1 && Number.isInteger(Math.log2(params.N));
  if (!isPowerOfTwo || params.r < 1 || params.p < 1 || memory > MAX_SCRYPT_MEMORY) return null;
  if (params.N * params.r * params.p > MAX_SCRYPT_WORK) return null;
  const maxmem = 2 * MAX_SCRYPT_MEMORY; // counts more than the memory proper
  return old(
    tag,
    (password) =>
      new Promise((resolve, reject) =>
        scrypt(
          password,
          salt,
          64,
          { ...params, maxmem },
          (error, key) => error ? reject(error) : resolve(key),
        )
      ),
  );
}

/** RFC 8018 §5.2. WebCrypto's is six times as fast as that of node:crypto here. */
function readPbkdf2(text: string): StoredHash | null {
  const match = PBKDF2.exec(text);
  if (!match) return null;
  const [, digest = "sha256", count = "1000000", salt = "", tag = ""] = match;
  const { name: hash, bytes } = DIGESTS[digest]!;
  const iterations = Number(count);
  if (iterations < 1 || iterations > MAX_ITERATIONS || tag.length !== bytes * 2) return null;
  return old(tag, async (password) => {
    const encode = (text: string) => new TextEncoder().encode(text);
    const key = await crypto.subtle.importKey("raw", encode(password), "PBKDF2", false, [
      "deriveBits",
    ]);
    const params = { name: "PBKDF2", hash, salt: encode(salt), iterations };
    return new Uint8Array(await crypto.subtle.deriveBits(params, key, bytes * 8));
  });
}

function old(tag: string, derive: StoredHash["derive"]): StoredHash {
  return { tag: Buffer.from(tag, "hex"), isCurrent: false, derive };
}
