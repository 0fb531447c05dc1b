/**
 * A file to keep (RFC 6266), which is not to stay in any cache.
 *
 * @param name without quotes, slashes or anything beyond ASCII
 */
export function attachment(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
