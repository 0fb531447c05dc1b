import { CsvError, parse } from "csv-parse/sync";
import {
  IMPORT_COLUMNS,
  type ImportColumn,
  type ImportLine,
  type ImportProblem,
} from "@/lib/auth/mod.ts";

/** A table of accounts as it stands in a file. */
export type ImportFile =
  | {
    readonly ok: true;
    readonly lines: readonly ImportLine[];
    /** Lines with more or fewer values than the header has columns. */
    readonly problems: readonly ImportProblem[];
  }
  | { readonly ok: false; readonly why: string };

const COLUMNS: readonly string[] = [...IMPORT_COLUMNS.required, ...IMPORT_COLUMNS.optional];

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Reads comma-separated values with a header (RFC 4180), its columns in any order. */
export function readImportFile(bytes: Uint8Array): ImportFile {
  const rows = readRows(bytes);
  if (typeof rows === "string") return { ok: false, why: rows };
  const [header, ...rest] = rows;
  const columns = header?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const why = headerProblem(columns);
  if (why) return { ok: false, why };
  const problems = rest.filter(({ record }) => record.length !== columns.length)
    .map(({ record, info }) => ({
      line: info.lines,
      why: `it has ${record.length} values, and the header ${columns.length} columns`,
    }));
  const lines = rest.filter(({ record }) => record.length === columns.length)
    .map(({ record, info }) => ({ line: info.lines, fields: toFields(columns, record) }));
  return { ok: true, lines, problems };
}

function toFields(columns: readonly string[], record: readonly string[]): ImportLine["fields"] {
  return Object.fromEntries(
    columns.map((column, index) => [column as ImportColumn, record[index]!]),
  );
}

function readRows(bytes: Uint8Array): Row[] | string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const options = { info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, options) as unknown as Row[];
  } catch (error) {
    if (error instanceof CsvError) return `Line ${error.lines}: its quotes do not fit together.`;
    if (error instanceof TypeError) return "The file is no text in UTF-8.";
    throw error;
  }
}

/** A column that nobody knows may be one whose name is mistyped, and then those who are switched off would come back. */
function headerProblem(columns: readonly string[]): string | null {
  const missing = IMPORT_COLUMNS.required.filter((column) => !columns.includes(column));
  const unknown = columns.filter((column) => !COLUMNS.includes(column));
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index);
  const problems = [
    missing.length > 0 && `it lacks ${missing.join(", ")}`,
    unknown.length > 0 && `nobody knows ${unknown.map((name) => JSON.stringify(name)).join(", ")}`,
    twice.length > 0 && `${twice.join(", ")} stands there twice`,
  ].filter((problem) => problem !== false);
  if (problems.length === 0) return null;
  const wanted = `${IMPORT_COLUMNS.required.join(", ")} and perhaps ${
    IMPORT_COLUMNS.optional.join(", ")
  }`;
  return `The first line has to name the columns, with commas between them: ${wanted}. But ${
    problems.join(", and ")
  }.`;
}
