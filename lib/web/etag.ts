/**
 * Whether what a client has is what it would get (RFC 9110 §13.1.2): then a 304 is enough.
 *
 * @param header If-None-Match of the request
 * @param etag strong, with its quotes
 */
export function isKnown(header: string | null, etag: string): boolean {
  const names = (header ?? "").split(",").map((name) => name.trim().replace(/^W\//, ""));
  return names.includes("*") || names.includes(etag);
}
