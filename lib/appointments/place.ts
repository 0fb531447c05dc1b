import { fromBase64Url, toBase64Url } from "@/lib/crypto/base64url.ts";

/** A place in the order of a list: by start, and then by id. */
export interface Place {
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly id: string;
}

/** The outermost instants that there are (ECMA-262 §21.4.1.1); milliseconds since 1970. */
export const EVER = { from: -8.64e15, until: 8.64e15 } as const;

/** Before everything. */
export const BEGINNING: Place = { startsAt: EVER.from, id: "" };

const CURSOR = /^(-?\d{1,15}) ([\da-f-]{36})$/;

/** A place as addresses carry it: opaque, so that nobody builds one, as its form may change. */
function cursorOf({ startsAt, id }: Place): string {
  return toBase64Url(new TextEncoder().encode(`${startsAt} ${id}`));
}

/** The place that a cursor names, or null when it names none. */
export function placeOf(cursor: string): Place | null {
  const bytes = fromBase64Url(cursor);
  const [, startsAt, id] = CURSOR.exec(new TextDecoder().decode(bytes ?? undefined)) ?? [];
  return id ? { startsAt: Number(startsAt), id } : null;
}

/** The later one of two. */
export function laterOf(a: Place, b: Place): Place {
  const isLater = a.startsAt === b.startsAt ? a.id > b.id : a.startsAt > b.startsAt;
  return isLater ? a : b;
}

export function earlierOf(a: Place, b: Place): Place {
  return laterOf(a, b) === a ? b : a;
}

/** What was found for a page, and where the next one begins: one more than fits was asked for. */
export function cut<Row extends { starts_at: number; id: string }>(
  rows: readonly Row[],
  limit: number,
): { shown: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last ? cursorOf({ startsAt: last.starts_at, id: last.id }) : null };
}
