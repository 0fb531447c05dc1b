import type { Finding } from "./finding.ts";

export interface Section {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** The sign before a finding, and its colour on a terminal (ECMA-48 §8.3.117). */
const SIGNS: Record<Finding["level"], [sign: string, colour: number]> = {
  wrong: ["✗", 31],
  warning: ["!", 33],
  fine: ["✓", 32],
};

/** The findings as text for a terminal, a file or a mail: one line each, with its remedy below. */
export function report(sections: readonly Section[], { colours }: { colours: boolean }): string {
  const parts = sections.map(({ title, findings }) =>
    [title, ...findings.map((finding) => lines(finding, colours))].join("\n")
  );
  return [...parts, summary(sections.flatMap(({ findings }) => findings))].join("\n\n");
}

function lines({ level, text, remedy }: Finding, colours: boolean): string {
  const [sign, colour] = SIGNS[level];
  const shown = colours ? `\x1b[${colour}m${sign}\x1b[0m` : sign;
  return [`  ${shown} ${visible(text)}`, ...(remedy ? [`    ${visible(remedy)}`] : [])].join("\n");
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding["level"]) =>
    findings.filter(({ level }) => level === wanted).length;
  const [wrong, warnings] = [count("wrong"), count("warning")];
  if (wrong + warnings === 0) return "Nothing is wrong, as far as can be seen.";
  const doubts = warnings === 1 ? "1 thing to look at" : `${warnings} things to look at`;
  if (wrong === 0) return `Nothing is plainly wrong; ${doubts}.`;
  return `${wrong === 1 ? "1 thing is" : `${wrong} things are`} wrong${
    warnings > 0 ? `; ${doubts}` : ""
  }.`;
}

/** What came over the network must not steer the terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}
