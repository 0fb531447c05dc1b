import type { Visitor } from "./visitor.ts";

/** Where the session lab is. */
export const LAB = "/lab/session";

/** Keeps a value there. */
export const set = (
  visitor: Visitor,
  key: string,
  value: string,
  more: Record<string, string> = {},
) => visitor.submit(LAB, { key, value, action: "set", ...more });

/** The words of a page: no tags, no entities. */
export function words(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&").replace(
      /\s+/g,
      " ",
    );
}
