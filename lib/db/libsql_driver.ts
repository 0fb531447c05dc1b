import { LibsqlConnection, LibsqlDriver } from "@libsql/kysely-libsql";
import type { CompiledQuery, QueryResult } from "kysely";
import { within } from "@/lib/clock.ts";
import { DatabaseUnavailable } from "@/lib/database_trouble.ts";

/** How long a writer stands in line, in milliseconds, before the request fails. */
const PATIENCE = 10_000;

/** A connection that knows whether the server still answers it. */
class ServerConnection extends LibsqlConnection {
  isLost = false;
  /** Lets the next writer begin. */
  next?: () => void;

  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return await super.executeQuery<Row>(query);
    } catch (error) {
      this.isLost ||= error instanceof DatabaseUnavailable;
      throw error;
    }
  }
}

/**
 * Readers ask side by side. Writers of this process stand in line for each other: the server lets one write at a time
 * anyway, in no order, and whoever waits there takes the time that an answer may take.
 */
export class ServerDriver extends LibsqlDriver {
  #last: Promise<void> = Promise.resolve();

  override acquireConnection(): Promise<ServerConnection> {
    return Promise.resolve(new ServerConnection(this.client));
  }

  override async beginTransaction(connection: ServerConnection): Promise<void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = before.then(() => promise);
    const isTurn = await within(PATIENCE, before.then(() => true), false);
    if (!isTurn) {
      resolve();
      throw new DatabaseUnavailable("slow");
    }
    connection.next = resolve;
    await super.beginTransaction(connection, {});
  }

  override async commitTransaction(connection: ServerConnection): Promise<void> {
    try {
      await super.commitTransaction(connection);
    } finally {
      connection.next?.();
    }
  }

  /**
   * Whatever the server has against this, what went wrong before is what is told: after many an error SQLite has rolled back
   * by itself, and a server forgets a transaction that nobody ends. Where it has not answered before, nobody waits until it
   * does not answer to this either.
   */
  override async rollbackTransaction(connection: ServerConnection): Promise<void> {
    const rolledBack = super.rollbackTransaction(connection).catch(() => {})
      .finally(() => connection.next?.());
    if (!connection.isLost) await rolledBack;
  }
}
