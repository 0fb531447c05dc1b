import { libsql, LibsqlDialect } from "@libsql/kysely-libsql";
import { SqliteAdapter } from "kysely";
import { ServerDriver } from "./libsql_driver.ts";
import type { Fetch } from "./libsql_ask.ts";
import { hranaFetch } from "./libsql_fetch.ts";

/**
 * A libSQL server (Turso, or one's own) over http: every statement is a request of its own, and a transaction a few that
 * belong together; nothing is kept open in between, so a server that was away is found again by the next request.
 * Transactions take the write lock with their first statement, and the server makes others wait for it.
 */
export class LibsqlServerDialect extends LibsqlDialect {
  readonly #client: libsql.Client;

  /** @param authToken empty where the server asks for none */
  constructor(url: string, authToken: string, fetch?: Fetch) {
    const client = connect(url, authToken, fetch);
    super({ client });
    this.#client = client;
  }

  override createDriver(): ServerDriver {
    return new ServerDriver(this.#client, false);
  }

  override createAdapter(): SqliteAdapter {
    return new LibsqlServerAdapter();
  }
}

/** A file has one connection, for which queries wait in a line; questions to a server need not wait for each other. */
class LibsqlServerAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** A client without Kysely, for what that has no words for: transactions that only read. */
export function connect(url: string, authToken: string, fetch?: Fetch): libsql.Client {
  return libsql.createClient({
    url: overHttp(url),
    authToken: authToken || undefined,
    fetch: hranaFetch(fetch),
  });
}

/** The scheme `libsql:` stands for whatever transport a client likes best. */
function overHttp(url: string): string {
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (protocol !== "libsql:") return url;
  return `${searchParams.get("tls") === "0" ? "http" : "https"}://${host}${pathname}`;
}
