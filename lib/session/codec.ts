import { parse, stringify } from "devalue";
import { Buffer } from "node:buffer";
import type { Clock } from "@/lib/clock.ts";
import type { Keyring } from "@/lib/crypto/keyring.ts";
import { fromBase64Url } from "@/lib/crypto/base64url.ts";

/** What a cookie held: the values, when it was signed (milliseconds since 1970), and whether under today's key. */
export interface Decoded {
  readonly data: Map<string, unknown>;
  readonly issuedAt: number;
  readonly isCurrentKey: boolean;
}

export interface Codec {
  /** Signs `data`, as of now, into a cookie value. */
  encode(data: ReadonlyMap<string, unknown>): string;
  /** The data of a cookie value, or null when it is not ours, too old, from the future or broken. Never throws. */
  decode(value: string): Decoded | null;
}

export interface CodecOptions {
  readonly keyring: Keyring;
  /** Part of what is signed: a value can't be moved into another cookie. */
  readonly cookieName: string;
  /** Seconds for which a signature holds. */
  readonly maxAge: number;
  readonly clock: Clock;
}

const VERSION = "1";
/** `version.payload.issued.mac`: base64url, decimal seconds since 1970, base64url of 32 bytes. */
const SHAPE = /^1\.([\w-]+)\.(0|[1-9]\d{0,10})\.([\w-]{43})$/;
/** Machines of one app may disagree about the time by this much, in seconds. */
const CLOCK_SKEW = 60;

/** The signed cookie value: anyone may read it, nobody without the key may change it. */
export function createCodec({ keyring, cookieName, maxAge, clock }: CodecOptions): Codec {
  const now = () => Math.floor(clock() / 1000);
  // None of the parts can hold a line break, so no two different sets of parts make the same message.
  const message = (payload: string, issued: string) =>
    `${VERSION}\n${cookieName}\n${payload}\n${issued}`;

  return {
    encode(data) {
      const payload = Buffer.from(stringify(data)).toString("base64url");
      const issued = String(now());
      return `${VERSION}.${payload}.${issued}.${keyring.sign(message(payload, issued))}`;
    },
    decode(value) {
      const parts = SHAPE.exec(value);
      if (!parts) return null;
      const [, payload = "", issued = "", mac = ""] = parts;
      const key = keyring.verify(message(payload, issued), mac);
      if (key === -1) return null;
      const age = now() - Number(issued);
      if (age < -CLOCK_SKEW || age > maxAge) return null;
      const data = revive(payload);
      return data && { data, issuedAt: Number(issued) * 1000, isCurrentKey: key === 0 };
    },
  };
}

/** Only ever called on what we signed; still, an older version of the app may have signed something else. */
function revive(payload: string): Map<string, unknown> | null {
  try {
    const bytes = fromBase64Url(payload);
    const data = bytes && parse(new TextDecoder().decode(bytes));
    return data instanceof Map ? data : null;
  } catch {
    return null;
  }
}
