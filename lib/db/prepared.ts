import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./schema.ts";

/** Stands in a query for the value that is given when it runs. */
class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * A query that is built and compiled once, at its first run: for those that nearly every page asks, where making the SQL
 * costs more than running it.
 *
 * @param like values of the kinds that each run gives, by name
 * @param build makes the query, with placeholders in the place of the values
 */
export function prepared<Values extends Record<string, unknown>, Row>(
  like: Values,
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  const names = Object.keys(like);
  const placeholders = Object.fromEntries(names.map((name) => [name, new Placeholder(name)]));
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, values) => {
    compiled ??= build(db, placeholders as Values).compile();
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name] : parameter
    );
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
}
