import { toBase64Url } from "./base64url.ts";

/** Cryptographically random bytes. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A random text of `bytes` bytes of entropy, in base64url; 32 bytes (256 bits) unless told. */
export function randomToken(bytes = 32): string {
  return toBase64Url(randomBytes(bytes));
}
