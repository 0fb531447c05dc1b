import type { Clock } from "@/lib/clock.ts";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { type Codec, createCodec } from "./codec.ts";

/** The attributes of the session cookie (RFC 6265bis §5.6). */
export interface CookieAttributes {
  readonly name: string;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: true;
  readonly sameSite: "Lax";
}

/** How sessions are kept; made once, when the app is made. */
export interface SessionSettings {
  readonly codec: Codec;
  readonly cookie: CookieAttributes;
  /** Seconds that a permanent session outlives its last renewal; no signature holds longer. */
  readonly lifetime: number;
  readonly clock: Clock;
}

export interface SessionOptions {
  /** The current secret first, then those that only verify. None: sessions can be read (empty), not written. */
  readonly secrets: readonly string[];
  /** Whether browsers reach the app over https. */
  readonly secure: boolean;
  /** Seconds. */
  readonly lifetime: number;
  readonly clock: Clock;
}

/**
 * Settings for one app. Over https the cookie is named `__Host-session`: browsers then accept it only from this very
 * host, over https, for all paths, so that no sibling domain can plant one (RFC 6265bis §4.1.3.2).
 */
export function createSessionSettings(options: SessionOptions): SessionSettings {
  const { secrets, secure, lifetime, clock } = options;
  const name = secure ? "__Host-session" : "session";
  const codec = secrets.length === 0 ? WITHOUT_KEY : createCodec({
    keyring: createKeyring(secrets, "session"),
    cookieName: name,
    maxAge: lifetime,
    clock,
  });
  const cookie = { name, path: "/", secure, httpOnly: true, sameSite: "Lax" } as const;
  return Object.freeze({ codec, cookie, lifetime, clock });
}

const WITHOUT_KEY: Codec = {
  decode: () => null,
  encode() {
    throw new Error(
      "The session is unavailable because no secret key was set. Set SECRET_KEY to something random and secret; `deno task secret` prints such a key.",
    );
  },
};
