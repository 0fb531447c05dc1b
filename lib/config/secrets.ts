import { localSecret, readLocalSecret } from "../crypto/local_secret.ts";
import { isDeploy } from "./deploy.ts";
import { ConfigError } from "./error.ts";
import type { Env } from "./values.ts";

const MIN_SECRET_BYTES = 32;

/** Values that stand in documentation and templates, and so are known to everybody. */
const EXAMPLE_SECRET = /change.?me|example|your.?secret|secret.?key|placeholder|^(.)\1*$/i;

/** Where the secret of an app on localhost is kept when SECRET_KEY is not set. */
const LOCAL_SECRET = "data/secret.key";

/** The secret of an app on localhost: its own, made at its first start. */
export async function ownSecret(): Promise<string> {
  return whole(
    await localSecret(LOCAL_SECRET).catch((error) => {
      throw new ConfigError(
        `${LOCAL_SECRET}, the key for localhost, can neither be read nor made: ${error.message}.`,
      );
    }),
  );
}

/** The same for those who only look: null when the app has not made it yet. */
export async function knownSecret(): Promise<string | null> {
  const secret = await readLocalSecret(LOCAL_SECRET).catch((error) => {
    throw new ConfigError(
      `${LOCAL_SECRET}, the key for localhost, cannot be read: ${error.message}.`,
    );
  });
  return secret === null ? null : whole(secret);
}

function whole(secret: string): string {
  if (byteLength(secret) >= MIN_SECRET_BYTES) return secret;
  throw new ConfigError(
    `${LOCAL_SECRET} holds no whole key. Delete it, and the next start makes a new one.`,
  );
}

/** The keys that are set, the current one first; none where there may be none. */
export function readSecrets(env: Env, isLocal: boolean): readonly string[] {
  const secret = (env.SECRET_KEY ?? "").trim();
  if (!secret) {
    if (env.SECRET_KEY_FALLBACKS) throw new ConfigError("SECRET_KEY_FALLBACKS needs SECRET_KEY.");
    if (isLocal) return [];
    const where = isDeploy(env) ? ", and set it there for all contexts" : "";
    throw new ConfigError(
      `SECRET_KEY is not set. Outside localhost it is needed to sign cookies: print one with \`deno task secret\`${where}.`,
    );
  }
  const fallbacks = (env.SECRET_KEY_FALLBACKS ?? "").split(",").map((s) => s.trim());
  return Object.freeze([
    checkSecret("SECRET_KEY", secret),
    ...fallbacks.filter((s) => s !== "").map((s) => checkSecret("SECRET_KEY_FALLBACKS", s)),
  ]);
}

function checkSecret(name: string, secret: string): string {
  const bytes = byteLength(secret);
  if (bytes < MIN_SECRET_BYTES) {
    throw new ConfigError(
      `${name} holds a key of ${bytes} byte${
        bytes === 1 ? "" : "s"
      }; at least ${MIN_SECRET_BYTES} are needed. Print one with \`deno task secret\`.`,
    );
  }
  if (EXAMPLE_SECRET.test(secret)) {
    throw new ConfigError(
      `${name} is an example that everybody knows. Print one of your own with \`deno task secret\`.`,
    );
  }
  if (secret.includes(",")) {
    throw new ConfigError(`${name} holds a comma, which separates keys in SECRET_KEY_FALLBACKS.`);
  }
  return secret;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
