import type { Db, EventRow } from "@/lib/db/schema.ts";
import { isByOwner } from "./history_words.ts";

/** A stretch of a person's security history. */
export interface History {
  /** The newest first. Of what somebody else did, device and address are left out. */
  readonly rows: EventRow[];
  /** Where the older ones begin: `before` of the next call; null when these are the last. */
  readonly next: string | null;
}

/** Enough for a look back, few enough for one page. */
export const HISTORY_LIMIT = 30;

/** Time and id of an event: the pair is unique, and in the order of the list. */
const CURSOR = /^(\d{1,15})-([\da-f-]{36})$/;

/**
 * What happened to an account, the newest first.
 *
 * @param before `next` of an earlier answer; anything else begins at the newest
 */
export async function listHistory(
  db: Db,
  userId: string,
  { before = "", limit = HISTORY_LIMIT }: { before?: string; limit?: number } = {},
): Promise<History> {
  const [, at, id = ""] = CURSOR.exec(before) ?? [];
  const found = await db.selectFrom("events").selectAll()
    .where("user_id", "=", userId)
    .$if(
      at !== undefined,
      (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("at", "id"), "<", tuple(Number(at), id))
        ),
    )
    .orderBy("at", "desc").orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows: rows.map(ownersView), next: last ? `${last.at}-${last.id}` : null };
}

/** An event as the account's owner may see it: where others sit is their own business. */
export function ownersView(row: EventRow): EventRow {
  return isByOwner(row) ? row : { ...row, user_agent: "", address: "" };
}
