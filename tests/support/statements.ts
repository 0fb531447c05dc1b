import { type SQLInputValue, StatementSync } from "node:sqlite";
import { ON_LIBSQL, onRequest } from "./database.ts";

/** The SQL of all statements that reach the database while `work` goes on, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  const stop = ON_LIBSQL ? onRequest((body) => found.push(...sqlIn(body))) : onStatement(found);
  try {
    await work();
  } finally {
    stop();
  }
  return found;
}

/** How often the database is asked meanwhile: a request to a server may hold several statements. */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<number> {
  if (!ON_LIBSQL) return (await statementsOf(work)).length;
  let count = 0;
  const stop = onRequest(() => count++);
  try {
    await work();
  } finally {
    stop();
  }
  return count;
}

type Call = (...values: SQLInputValue[]) => unknown;

function onStatement(found: string[]): () => void {
  const { all, run } = StatementSync.prototype;
  const noting = (call: Call) =>
    function (this: StatementSync, ...values: SQLInputValue[]) {
      found.push(this.sourceSQL);
      return call.apply(this, values);
    };
  Object.assign(StatementSync.prototype, { all: noting(all), run: noting(run) });
  return () => void Object.assign(StatementSync.prototype, { all, run });
}

/** As the protocol has it; statements of a transaction are named by a number once they were sent. */
interface Step {
  sql?: string;
  stmt?: Step;
  batch?: { steps: Step[] };
}

function sqlIn(body: string): string[] {
  const { requests } = JSON.parse(body) as { requests: Step[] };
  const found: string[] = [];
  const visit = ({ sql, stmt, batch }: Step) => {
    if (sql) found.push(sql);
    if (stmt) visit(stmt);
    batch?.steps.forEach(visit);
  };
  requests.forEach(visit);
  return found;
}
