import { refuseFileOnDeploy } from "./deploy.ts";
import { ConfigError, quote } from "./error.ts";
import type { Env } from "./values.ts";

/** Where the database is. */
export interface DatabaseConfig {
  /** `file:` and a path, absolute or relative to the working directory; or the address of a libSQL server. */
  readonly databaseUrl: string;
  /** What the server knows us by; empty where it asks for nothing. */
  readonly databaseAuthToken: string;
}

const FORMS =
  "a file such as file:data/cloakroom.db, or a libSQL server such as libsql://book.example.turso.io";

export function readDatabaseConfig(env: Env): DatabaseConfig {
  const databaseUrl = env.DATABASE_URL || "file:data/cloakroom.db";
  const databaseAuthToken = env.DATABASE_AUTH_TOKEN ?? "";
  const isFile = /^file:[^?#]+$/.test(databaseUrl);
  if (!isFile) requireServer(databaseUrl);
  if (isFile) refuseFileOnDeploy(databaseUrl, env);
  if (isFile && databaseAuthToken) {
    throw new ConfigError(
      `DATABASE_AUTH_TOKEN is set, but DATABASE_URL is the file ${
        quote(databaseUrl)
      }. Set DATABASE_URL to the server that the token is for, or remove the token.`,
    );
  }
  if (/[^\x21-\x7e]/.test(databaseAuthToken)) {
    throw new ConfigError(
      "DATABASE_AUTH_TOKEN holds a space, a line break, or another character that no token has. Copy it again, whole.",
    );
  }
  return { databaseUrl, databaseAuthToken };
}

/** The value is not quoted as soon as it may hold a secret: messages end up in logs. */
function requireServer(value: string): void {
  const url = URL.parse(value);
  if (!url || !/^(libsql|https?):$/.test(url.protocol) || !url.hostname) {
    const shown = /^[\w.:/\\-]*$/.test(value) ? quote(value) : "no such address";
    throw new ConfigError(`DATABASE_URL is ${shown}; it has to be ${FORMS}.`);
  }
  if (url.username || url.password || url.searchParams.has("authToken")) {
    throw new ConfigError(
      "DATABASE_URL holds a password or token. Move it to DATABASE_AUTH_TOKEN, and leave the bare address.",
    );
  }
  const isPlain = url.protocol === "libsql:" && url.search === "?tls=0";
  if (url.hash || (url.search && !isPlain)) {
    throw new ConfigError(
      `DATABASE_URL holds more than the address of a server; it has to be ${FORMS}.`,
    );
  }
}
