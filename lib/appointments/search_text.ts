/**
 * What is searched of an appointment, and for: without case, accents and ligatures, so that "cafe" finds "Café". Of all
 * letters that belong together for a reader one is left.
 */
export function searchable(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  // By way of capitals "ß" becomes "ss"; the sigma that ends a word would be another letter than the one within.
  return plain.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

/**
 * The text that stands in the search index: what is searched, behind its owner's mark. The index holds groups of three
 * characters of all people; the mark is one such group, so that each finds only their own.
 */
export function searchText(
  userId: string,
  { title, location }: { readonly title: string; readonly location: string },
): string {
  return ownerMark(userId) + searchable(`${title}\n${location}`);
}

/** Three characters of a private plane of Unicode, which `searchable` text may hold, too: a mark alone proves nothing. */
export function ownerMark(userId: string): string {
  const hex = userId.replaceAll("-", "");
  const part = (at: number) => parseInt(hex.slice(at, at + 4), 16) || 0;
  return String.fromCodePoint(...[0, 4, 8].map((at) => 0xf0000 + part(at)));
}
