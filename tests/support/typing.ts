import type { Control, PageForm } from "./forms.ts";

/** What is right to enter where, by the names of fields; of other texts anything will do. */
const RIGHT: Record<string, (n: number) => string> = {
  name: (n) => `lab_typed_${n}`,
  email: (n) => `typed${n}@example.org`,
  key: (n) => `typed ${n}`,
  value: (n) => `<b>"typed"</b> & ${n}`,
  type: () => "text",
  same_site: () => "Strict",
  path: () => "/lab",
  domain: () => "",
  max_age: (n) => `${60 + n}`,
  time_zone: () => "Asia/Tokyo",
  scope: () => "write",
  starts_at: (n) => `2027-03-04T09:${10 + n % 40}`,
  ends_at: (n) => `2027-03-05T09:${10 + n % 40}`,
};

/** Boxes that may be ticked without anything else. */
const TICKED = ["sure", "remember", "all_day", "http_only"];

/** Whether a person enters something that may be kept. */
export function isTyped({ type }: Control): boolean {
  return type !== "password" && type !== "file";
}

/** Fills in a form in a way that is accepted, as often as it is sent with another number. */
export function typeInto(
  { controls }: PageForm,
  n: number,
  right: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const typed = controls.filter(isTyped).map(({ name, type, options }) => {
    if (type === "checkbox") return [name, TICKED.includes(name) ? "on" : ""];
    return [name, right[name] ?? RIGHT[name]?.(n) ?? options[1] ?? `<i>typed</i> & ${n}`];
  });
  return Object.fromEntries(typed);
}

/** As a browser sends it: a box that is not ticked sends nothing. */
export function asSent({ controls }: PageForm, values: Record<string, string>) {
  const boxes = controls.filter(({ type }) => type === "checkbox").map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== "" || !boxes.includes(name)),
  );
}
