/** Signs that turn the direction of what follows: a title must not turn the sentence around it. */
const TURNS = /\p{Bidi_Control}/gu;

/** Letters of Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A title in a sentence: in quotation marks, cut where it is long, and set apart where it runs from right to left
 * (Unicode Standard Annex 9, §2.4).
 *
 * @param max characters
 */
export function quoted(title: string, max = 80): string {
  const plain = title.replace(TURNS, "");
  const characters = [...plain];
  const short = characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : plain;
  return RIGHT_TO_LEFT.test(short) ? `\u2068“${short}”\u2069` : `“${short}”`;
}
