/** Text as people may send it: NUL ends texts elsewhere, so it goes, and half a character becomes U+FFFD. */
export function cleanText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

/** The same for one line: trimmed, without control characters, and "" when nothing of it can be seen. */
export function cleanLine(text: string): string {
  const line = cleanText(text).replace(/\p{Cc}+/gu, " ").trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(line) ? line : "";
}

/** The same for several lines: trimmed, with one kind of line break. Browsers send CRLF, whatever was typed. */
export function cleanLines(text: string): string {
  return cleanText(text).replaceAll("\r\n", "\n").trim();
}
