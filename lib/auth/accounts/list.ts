import { type Expression, type ExpressionBuilder, sql, type SqlBool } from "kysely";
import type { Db, Tables } from "@/lib/db/schema.ts";
import { type Account, accountQuery, toAccount } from "./accounts.ts";

/** One page of accounts, the newest first. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  /** How many there are on all pages together. */
  readonly total: number;
  /** What to give as `after` for the next page; null on the last one. */
  readonly next: string | null;
}

interface Wanted {
  /** A part of the name or of the address; letters count alike, large or small. */
  readonly search?: string;
  /** `next` of the page before; anything else is the first page. */
  readonly after?: string | null;
  readonly limit: number;
}

/**
 * Accounts by the time at which they were made. A page begins behind the last account of the one before, not at a number:
 * who joins in between moves nobody from one page to another.
 */
export async function listAccounts(
  db: Db,
  { search = "", after = null, limit }: Wanted,
): Promise<AccountPage> {
  const cursor = readCursor(after);
  const rows = await accountQuery(db)
    .where((eb) => matches(eb, search))
    .$if(
      cursor !== null,
      (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("created_at", "id"), "<", tuple(cursor!.createdAt, cursor!.id))
        ),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const accounts = rows.slice(0, limit).map(toAccount);
  const last = accounts.at(-1);
  return {
    accounts,
    total: await count(db, search),
    next: rows.length > limit && last ? `${last.createdAt}.${last.id}` : null,
  };
}

async function count(db: Db, search: string): Promise<number> {
  const { total } = await db.selectFrom("users")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .where((eb) => matches(eb, search))
    .executeTakeFirstOrThrow();
  return total;
}

function matches(eb: ExpressionBuilder<Tables, "users">, search: string): Expression<SqlBool> {
  const text = search.trim().normalize("NFC");
  if (text === "") return eb.lit(true);
  return eb.or([
    like("email", text.toLowerCase()),
    ...spellings(text).map((spelling) => like("name", spelling)),
  ]);
}

/** What somebody searches for is text: `%`, `_` and `\` stand for themselves. */
function like(column: "email" | "name", text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return sql<SqlBool>`${sql.ref(column)} LIKE ${pattern} ESCAPE '\\'`;
}

/** SQLite takes large for small letters from A to Z only; of others the usual spellings are tried. */
function spellings(text: string): string[] {
  const small = text.toLowerCase();
  const titled = small.replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1));
  return [...new Set([text, small, titled, text.toUpperCase()])];
}

function readCursor(after: string | null): { createdAt: number; id: string } | null {
  const [, createdAt, id] = /^(\d{1,15})\.([\w-]{36})$/.exec(after ?? "") ?? [];
  return createdAt && id ? { createdAt: Number(createdAt), id } : null;
}
