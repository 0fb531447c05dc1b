import type { Answer, Visitor } from "./visitor.ts";

/** Where people have their API tokens. */
export const TOKENS = "/account/tokens";

/** Makes a token with the form. */
export const make = (visitor: Visitor, fields: Record<string, string> = {}): Promise<Answer> =>
  visitor.submit(TOKENS, {
    name: "Backup",
    scope: "read",
    expires: "30",
    action: "create",
    ...fields,
  });

/** The token that a page shows, or undefined. */
export function shownToken({ text }: Answer): string | undefined {
  return /<input[^>]* value="(clk_[^"]*)"/.exec(text)?.[1];
}

/** Presses the button that revokes a token, by default the first in the list. */
export async function revoke(visitor: Visitor, id?: string): Promise<Answer> {
  const { text } = await visitor.get(TOKENS);
  const token_id = id ?? /name="token_id" value="([^"]+)"/.exec(text)?.[1] ?? "";
  return await visitor.submit(TOKENS, { action: "revoke", token_id });
}
