import { parse, stringify } from "devalue";
import { Buffer } from "node:buffer";
import { type Clock, CLOCK_SKEW } from "@/lib/clock.ts";
import type { Keyring } from "@/lib/crypto/keyring.ts";
import { fromBase64Url } from "@/lib/crypto/base64url.ts";

/** What a cookie held: the values, when it was signed (milliseconds since 1970), and under which key. */
export interface Decoded {
  readonly data: Map<string, unknown>;
  readonly issuedAt: number;
  readonly keyId: string;
  readonly isCurrentKey: boolean;
}

/**
 * What the server says of a cookie value. Whatever is not "valid" makes an anonymous visitor: "malformed" has not
 * the shape of a session, "forged" no signature of ours, "expired" and "future" a time that does not count, and
 * "unreadable" is signed by us but holds no session.
 */
export type Verdict = "valid" | "malformed" | "forged" | "expired" | "future" | "unreadable";

/** A cookie value taken apart, whatever became of it. */
export interface Examined {
  readonly verdict: Verdict;
  /** As it stands in the value: base64url of devalue's text, signed by us or not. */
  readonly payload: string;
  /** Milliseconds since 1970, as the value says; null when it says no time. */
  readonly issuedAt: number | null;
  /** As it stands in the value: base64url of 32 bytes. */
  readonly mac: string;
  /** Which secret signed it (0 is the current one), or -1 when none did. */
  readonly key: number;
  /** What it holds; null unless it is valid. */
  readonly data: Map<string, unknown> | null;
}

/** Turns what a session holds into a cookie's value, and back. */
export interface Codec {
  /** Short names of the keys, the current one first; see `Keyring`. */
  readonly keyIds: readonly string[];
  /** @throws {Error} when there is no key to sign with, with what to do about it */
  assertWritable(): void;
  /** Signs `data`, as of now, into a cookie value. Throws as `assertWritable` does. */
  encode(data: ReadonlyMap<string, unknown>): string;
  /** The data of a cookie value, or null when it is not ours, too old, from the future or broken. Never throws. */
  decode(value: string): Decoded | null;
  /** The same with reasons, for people who want to know. Never throws. */
  examine(value: string): Examined;
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

const NO_KEY =
  "The session is unavailable because no secret key was set. Set SECRET_KEY to something random and secret; `deno task secret` prints such a key.";

/** The signed cookie value: anyone may read it, nobody without the key may change it. */
export function createCodec(options: CodecOptions): Codec {
  const { keyring, clock } = options;

  function assertWritable(): void {
    if (keyring.ids.length === 0) throw new Error(NO_KEY);
  }

  return {
    keyIds: keyring.ids,
    assertWritable,
    encode(data) {
      assertWritable();
      const payload = Buffer.from(stringify(data)).toString("base64url");
      const issued = String(secondsNow(clock));
      return `${VERSION}.${payload}.${issued}.${keyring.sign(message(payload, issued, options))}`;
    },
    decode(value) {
      const { data, issuedAt, key } = examine(value, options);
      return data &&
        { data, issuedAt: issuedAt!, keyId: keyring.ids[key]!, isCurrentKey: key === 0 };
    },
    examine: (value) => examine(value, options),
  };
}

/** None of the parts can hold a line break, so no two different sets of parts make the same message. */
function message(payload: string, issued: string, { cookieName }: CodecOptions): string {
  return `${VERSION}\n${cookieName}\n${payload}\n${issued}`;
}

function examine(value: string, options: CodecOptions): Examined {
  const parts = SHAPE.exec(value);
  if (!parts) return NOTHING;
  const [, payload = "", issued = "", mac = ""] = parts;
  const key = options.keyring.verify(message(payload, issued, options), mac);
  const verdict = judge(key, Number(issued), options);
  const data = verdict === "valid" ? revive(payload) : null;
  return {
    verdict: verdict === "valid" && !data ? "unreadable" : verdict,
    payload,
    issuedAt: Number(issued) * 1000,
    mac,
    key,
    data,
  };
}

/** The signature first: nothing is worth a look that we did not sign. */
function judge(key: number, issued: number, { clock, maxAge }: CodecOptions): Verdict {
  if (key === -1) return "forged";
  const age = secondsNow(clock) - issued;
  if (age < -CLOCK_SKEW / 1000) return "future";
  return age > maxAge ? "expired" : "valid";
}

function secondsNow(clock: Clock): number {
  return Math.floor(clock() / 1000);
}

const NOTHING: Examined = {
  verdict: "malformed",
  payload: "",
  issuedAt: null,
  mac: "",
  key: -1,
  data: null,
};

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
