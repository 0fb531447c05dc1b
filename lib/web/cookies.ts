/**
 * The value of one cookie in a Cookie header, or null. The first of several with that name counts: browsers send the
 * one with the longest path first (RFC 6265bis §5.8.3).
 *
 * Only space and tab are trimmed. `trim()` would also take a no-break space (0xA0), which is how another site's cookie
 * named "\u00A0__Host-session" could pass for ours. Nothing is percent-decoded: values are read as they were set.
 */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals !== -1 && trim(pair.slice(0, equals)) === name) return trim(pair.slice(equals + 1));
  }
  return null;
}

function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
