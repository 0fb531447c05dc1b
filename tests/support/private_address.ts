import { assert } from "@std/assert";
import type { Answer, Visitor } from "./visitor.ts";

/** Where people make and stop their private address. */
export const ADDRESS_PAGE = "/account/calendar";

/** The path of the address that a page shows, or undefined. */
export function shownAddress({ text }: Answer): string | undefined {
  return /value="https?:\/\/[^"/]+(\/calendar\/[\w-]{43}\.ics)"/.exec(text)?.[1];
}

/** Presses the button, and returns the path of the new address. */
export async function makeAddress(visitor: Visitor): Promise<string> {
  await visitor.submit(ADDRESS_PAGE, { action: "make" });
  const path = shownAddress(await visitor.get(ADDRESS_PAGE));
  assert(path, "the page shows the address");
  return path;
}

export function stopAddress(visitor: Visitor): Promise<Answer> {
  return visitor.submit(ADDRESS_PAGE, { action: "stop" });
}
