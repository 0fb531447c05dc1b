interface Texts {
  readonly title: string;
  readonly location: string;
  readonly description: string;
}

const MAX_LENGTH: Readonly<Record<keyof Texts, number>> = {
  title: 255,
  location: 255,
  description: 10_000,
};

export const END_BEFORE_START = "The end has to be after the start.";

/**
 * By when all has to be over, in milliseconds since 1970: a day before the last one that calendar files can name (RFC 5545
 * §3.3.4), whatever the zone.
 */
export const LATEST_END = Date.UTC(9999, 11, 31);

export const TOO_LATE = "The book ends with the year 9999. Please choose an earlier day.";

/** Which texts of an appointment are too long, and by how much. */
export function lengthErrors(texts: Texts): Partial<Record<keyof Texts, string>> {
  const errors: Partial<Record<keyof Texts, string>> = {};
  for (const name of ["title", "location", "description"] as const) {
    const max = MAX_LENGTH[name];
    const excess = [...texts[name]].length - max;
    const characters = excess === 1 ? "1 character" : `${excess} characters`;
    if (excess > 0) errors[name] = `Please shorten this by ${characters}; ${max} fit.`;
  }
  return errors;
}

/** The same texts, each cut to what fits: for what nobody is there to shorten. */
export function cutTo({ title, location, description }: Texts): Texts {
  const cut = (name: keyof Texts, text: string) =>
    text.length <= MAX_LENGTH[name] ? text : [...text].slice(0, MAX_LENGTH[name]).join("").trim();
  return {
    title: cut("title", title),
    location: cut("location", location),
    description: cut("description", description),
  };
}
