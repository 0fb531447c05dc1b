import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { fromBase64Url } from "./base64url.ts";
import { randomBytes } from "./random.ts";

/** Keeps texts where others may read the bytes: in a database, its backups, a hidden field. */
export interface Sealer {
  /** AES-256-GCM under the first secret, in base64url. Sealing twice gives two texts. */
  seal(text: string): string;
  /** What was sealed, or null when it was not sealed by us for this purpose. Never throws. */
  open(sealed: string): string | null;
}

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals for one purpose ("mail", "form", …), with a key derived from each secret by HKDF-SHA-256 (RFC 5869).
 *
 * @param secrets the current secret first, then those that only open
 */
export function createSealer(secrets: readonly string[], purpose: string): Sealer {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync("sha256", secret, "cloakroom", `seal ${purpose}`, 32))
  );
  return {
    seal(text) {
      const [key] = keys;
      if (!key) throw new TypeError("Nothing can be sealed without a secret.");
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce);
      const body = [cipher.update(text, "utf8"), cipher.final()];
      return Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString("base64url");
    },
    open(sealed) {
      const bytes = fromBase64Url(sealed);
      if (!bytes) return null;
      for (const key of keys) {
        const text = unseal(key, bytes);
        if (text !== null) return text;
      }
      return null;
    },
  };
}

function unseal(key: Buffer, bytes: Uint8Array): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const body = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
