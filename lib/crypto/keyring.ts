import { Buffer } from "node:buffer";
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { timingSafeEqual } from "@std/crypto/timing-safe-equal";

/** Signs with the first secret, verifies with any: how a secret is replaced without signing anybody out. */
export interface Keyring {
  /** A short name for each key, the current one first. It tells keys apart and gives nothing of them away. */
  readonly ids: readonly string[];
  /**
   * HMAC-SHA-256 of `message` under the first secret, in base64url.
   *
   * @throws {TypeError} when there is no secret
   */
  sign(message: string): string;
  /** Which secret made `mac` over `message` (0 is the current one), or -1 when none did. */
  verify(message: string, mac: string): number;
}

/**
 * Keys for one purpose ("session", "undo", …), derived by HKDF-SHA-256 (RFC 5869) from each secret, so
 * that a signature made for one purpose never passes for another.
 *
 * @param secrets the current secret first, then those that only verify
 */
export function createKeyring(secrets: readonly string[], purpose: string): Keyring {
  const keys = secrets.map((secret) => createSecretKey(derive(secret, purpose, 32)));
  return {
    ids: secrets.map((secret) => derive(secret, `name of ${purpose}`, 6).toString("base64url")),
    sign(message) {
      const [current] = keys;
      if (!current) throw new TypeError("A keyring without a secret cannot sign.");
      return hmac(current, message);
    },
    // Comparing the spelled-out MACs also refuses every other spelling of the same bytes.
    verify: (message, mac) => {
      const given = Buffer.from(mac);
      return keys.findIndex((key) => timingSafeEqual(Buffer.from(hmac(key, message)), given));
    },
  };
}

function derive(secret: string, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "cloakroom", info, bytes));
}

/** node:crypto rather than WebCrypto: four times as fast for such short messages, and synchronous. */
function hmac(key: KeyObject, message: string): string {
  return createHmac("sha256", key).update(message).digest("base64url");
}
