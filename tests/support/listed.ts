/** The address behind a link's words, or null when a page has no such link. */
export function linkIn(html: string, words: string): string | null {
  const [, href] = new RegExp(`href="([^"]*)"[^>]*>${words}<`).exec(html) ?? [];
  return href?.replaceAll("&amp;", "&") ?? null;
}

/** The titles in a list of appointments, as they stand in its markup. */
export function titlesIn(html: string): string[] {
  return [...html.matchAll(/class="ticket-link"[^>]*>([^<]*)</g)].map(([, title]) => title!);
}
