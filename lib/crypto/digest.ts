import { createHash } from "node:crypto";

/** SHA-256 in base64url: how random tokens are kept, so that a copied database opens no account. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
