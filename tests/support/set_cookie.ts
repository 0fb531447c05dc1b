/** A Set-Cookie header with its attributes in one order: the original `@std/http` writes them in another than ours. */
export function ordered(header: string): string {
  const [pair, ...attributes] = header.split("; ");
  return [pair, ...attributes.sort()].join("; ");
}
