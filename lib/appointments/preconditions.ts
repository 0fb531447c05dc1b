/** An entity tag with the comma before the next (RFC 9110 §8.8.3). */
const ENTITY_TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,[ \t]*|$)/;

/** The entity tag of an appointment: another one after each edit. */
export function etagOf({ version }: { readonly version: number }): string {
  return `"${version}"`;
}

/**
 * Which versions a program lets be changed: those that its `If-Match` names, any where it sends none (RFC 9110 §13.1.1).
 * Weak tags match nothing, and a header that is not understood lets no change pass.
 */
export function ifMatch(header: string | null): (version: number) => boolean {
  if (header === null || header.trim() === "*") return () => true;
  const tags: string[] = [];
  for (let rest = header.trim(); rest !== "";) {
    const [part = "", weak, tag = ""] = ENTITY_TAG.exec(rest) ?? [];
    if (part === "") return () => false;
    if (!weak) tags.push(`"${tag}"`);
    rest = rest.slice(part.length);
  }
  return (version) => tags.includes(etagOf({ version }));
}
