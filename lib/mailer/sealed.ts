import { createSealer } from "@/lib/crypto/seal.ts";
import type { Mail } from "./mailer.ts";

/** Mails as the database keeps them. */
export interface MailSealer {
  seal(mail: Mail): string;
  /** Null when no key that is set opens it. */
  open(sealed: string): Mail | null;
}

/** Nobody who reads the database is to find the links in mails: they would open accounts. */
export function createMailSealer(secrets: readonly string[]): MailSealer {
  const sealer = createSealer(secrets, "mail");
  return {
    seal: (mail) => sealer.seal(JSON.stringify(mail)),
    open(sealed) {
      const text = sealer.open(sealed);
      return text === null ? null : JSON.parse(text);
    },
  };
}
