import { DEFAULT_LOCALE } from "@/lib/reader.ts";

/** Longer than any that browsers send. */
const MAX_LENGTH = 200;

const known = new Map<string, string>();
const MAX_KNOWN = 500;

/**
 * The form of dates that a browser asks for (RFC 9110 §12.5.4). All words are English, so it is the first kind of English
 * that it names, such as `en-US`; or else the default.
 */
export function localeOf(acceptLanguage: string | null): string {
  const header = acceptLanguage?.slice(0, MAX_LENGTH) ?? "";
  const found = known.get(header) ?? firstEnglish(header);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(header, found);
  return found;
}

function firstEnglish(header: string): string {
  const tags = header.split(",").map((part) => part.split(";")[0]!.trim());
  // `en` alone stands for the United States in Intl, but says no country.
  const english = tags.find((tag) => /^en-[A-Za-z]{2}$/.test(tag));
  if (!english) return DEFAULT_LOCALE;
  return Intl.DateTimeFormat.supportedLocalesOf(english)[0] ?? DEFAULT_LOCALE;
}
