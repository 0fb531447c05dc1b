import { cleanLine } from "@/lib/web/text.ts";
import type { When } from "./past.ts";
import { type Place, placeOf } from "./place.ts";

/** What the address of a list asks for. */
export interface ListRequest {
  readonly when: When;
  /** What is searched for, as it was typed; empty when nothing is. */
  readonly query: string;
  /** Whether more was typed than is searched for. */
  readonly isCut: boolean;
  /** Where the page begins; null on the first one. */
  readonly after: Place | null;
  /** Whether it was to begin at a place that is none. */
  readonly isBroken: boolean;
}

/** In characters; nobody types more. */
export const MAX_QUERY = 200;

/** Reads `when`, `q` and `after` of an address. Whatever makes no sense gives the first page of what is coming up. */
export function readList(params: URLSearchParams): ListRequest {
  const typed = [...cleanLine(params.get("q") ?? "")];
  const cursor = params.get("after");
  const after = cursor === null ? null : placeOf(cursor);
  return {
    when: params.get("when") === "past" ? "past" : "upcoming",
    query: typed.slice(0, MAX_QUERY).join(""),
    isCut: typed.length > MAX_QUERY,
    after,
    isBroken: cursor !== null && after === null,
  };
}

/**
 * The address of a list.
 *
 * @param after cursor of the page
 */
export function listAddress(
  { when = "upcoming", query = "", after }: {
    readonly when?: When;
    readonly query?: string;
    readonly after?: string | null;
  },
): string {
  const params = new URLSearchParams({
    ...(when === "past" && { when }),
    ...(query && { q: query }),
    ...(after && { after }),
  });
  return params.size > 0 ? `/appointments?${params}` : "/appointments";
}
