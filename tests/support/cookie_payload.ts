import { Buffer } from "node:buffer";

/** What a session cookie holds, as anybody can read it. */
export function payloadText(cookie: string): string {
  return Buffer.from(cookie.split(".")[1] ?? "", "base64url").toString();
}
