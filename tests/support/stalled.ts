import type { KyselyPlugin, QueryResult, UnknownRow } from "kysely";
import type { Db } from "@/lib/db/schema.ts";

/** A database whose answers can be held back. */
export interface Stalled {
  readonly db: Db;
  /** How many questions it was asked. */
  readonly asked: number;
  /** Holds back every answer until the returned function is called. */
  stall(): () => void;
}

/** The same database at the end of a line that may be slow. */
export function stallable(db: Db): Stalled {
  let asked = 0;
  let line: Promise<void> = Promise.resolve();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => (asked++, node),
    transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => {
      await line;
      return result;
    },
  };
  return {
    db: db.withPlugin(plugin),
    get asked() {
      return asked;
    },
    stall() {
      const { promise, resolve } = Promise.withResolvers<void>();
      line = promise;
      return resolve;
    },
  };
}
