import type { LogEvent } from "kysely";
import { isWatched, measure, pastSpan } from "@/lib/telemetry.ts";

/**
 * What Kysely tells of each statement, once somebody watches: its kind, its first table, and its text, in which
 * placeholders stand where values go.
 */
export function queryLog(): ((event: LogEvent) => void) | undefined {
  if (!isWatched()) return undefined;
  return (event) => {
    const { sql } = event.query;
    const { operation, table } = named(sql);
    const about = {
      "db.system.name": "sqlite",
      "db.operation.name": operation,
      ...(table && { "db.collection.name": table }),
    };
    const error = event.level === "error" ? event.error : undefined;
    measure("db.client.operation.duration", event.queryDurationMillis, about);
    const name = table ? `${operation} ${table}` : operation;
    pastSpan(name, event.queryDurationMillis, { ...about, "db.query.text": sql }, error);
  };
}

/** A statement in two words, such as `SELECT sessions`. */
function named(sql: string): { operation: string; table: string | undefined } {
  const operation = /[a-z]+/i.exec(sql)?.[0].toUpperCase() ?? "SQL";
  const table = /\b(?:from|into|update|table)\s+"?([a-z_]\w*)/i.exec(sql)?.[1];
  return { operation, table };
}
