import { isLoopback } from "@/lib/config/localhost.ts";
import { fine, type Found, warning, wrong } from "../finding.ts";
import type { Settings } from "../settings.ts";

/** What puts right what is the matter with a server; for all else time may. */
const REMEDIES: Readonly<Record<string, string>> = {
  "cannot be reached":
    "Is DATABASE_URL its address, and does it run? `turso db show NAME --url` prints that of a database at Turso.",
  "token refused":
    "Set DATABASE_AUTH_TOKEN to a token for this very database: `turso db tokens create NAME` makes one at Turso.",
  "no database":
    "Is DATABASE_URL the address of the database that you made? `turso db show NAME --url` prints it at Turso.",
};

/** Whether a server that keeps the database answers. */
export function database({ databaseTrouble }: Settings): Found {
  if (databaseTrouble === undefined) return null;
  if (databaseTrouble === null) return fine("The database server answers.");
  return wrong(
    `The database server in DATABASE_URL does not do its work: ${databaseTrouble}. Pages with accounts are answered 503.`,
    REMEDIES[databaseTrouble] ?? "If it stays so, look at the server: its own log tells more.",
  );
}

/** Tokens and all that is kept go there with each request. */
export function openLine({ config }: Settings): Found {
  const url = URL.parse(config?.databaseUrl ?? "");
  const isPlain = url?.protocol === "http:" || url?.search === "?tls=0";
  if (!url || !isPlain || isLoopback(url.hostname)) return null;
  return warning(
    "DATABASE_URL leads to a server over http: anybody on the way can read the token and all that is kept.",
    "Set it to a libsql:// or https:// address, unless the way there is private.",
  );
}
