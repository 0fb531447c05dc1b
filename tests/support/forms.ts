import type { Answer } from "./visitor.ts";

/** Something on a form that a person fills in. */
export interface Control {
  readonly name: string;
  /** Of an input, or `textarea` or `select`. */
  readonly type: string;
  /** What it shows; of a box whether it is ticked, as "on" or "". */
  readonly value: string;
  /** The values of a `select`. */
  readonly options: readonly string[];
}

/** A form that changes something, as its page shows it. */
export interface PageForm {
  readonly action: string;
  /** What is sent without being seen, but for the CSRF token. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly token: string;
  readonly controls: readonly Control[];
  /** What the first button that says something sends. */
  readonly button: Readonly<Record<string, string>>;
  /** What it remarks about itself. */
  readonly notice: string;
}

/** All forms of a page that change something, in order. */
export function formsIn({ text }: Pick<Answer, "text">): PageForm[] {
  const found = text.matchAll(/<form ([^>]*method="post"[^>]*)>(.*?)<\/form>/gs);
  return [...found].map(([, attributes = "", inside = ""]) => {
    const hidden = Object.fromEntries(
      inputs(inside).filter(({ type }) => type === "hidden").map((
        { name, value },
      ) => [name, value]),
    );
    const { csrf_token = "", ...rest } = hidden;
    return {
      action: attribute(attributes, "action") ?? "",
      hidden: rest,
      token: csrf_token,
      controls: controlsIn(inside),
      button: buttonIn(inside),
      notice: words(/<div class="notice".*?<\/div><\/div>/s.exec(inside)?.[0] ?? ""),
    };
  });
}

/** The form that was filled in again, or undefined. */
export function filledAgain(answer: Answer): PageForm | undefined {
  const [form, ...more] = formsIn(answer).filter(({ hidden }) => "kept_form" in hidden);
  if (more.length > 0) throw new Error("More than one form was filled in again.");
  return form;
}

/** What a form shows, by name. */
export function shownIn({ controls }: PageForm): Record<string, string> {
  return Object.fromEntries(controls.map(({ name, value }) => [name, value]));
}

function controlsIn(html: string): Control[] {
  const areas = html.matchAll(/<textarea ([^>]*)>(.*?)<\/textarea>/gs);
  const selects = html.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs);
  return [
    ...inputs(html).filter(({ type, name }) => type !== "hidden" && name !== ""),
    ...[...areas].map(([, attributes = "", text = ""]) => ({
      name: attribute(attributes, "name") ?? "",
      type: "textarea",
      value: unescape(text),
      options: [],
    })),
    ...[...selects].map(([, attributes = "", inside = ""]) => ({
      name: attribute(attributes, "name") ?? "",
      type: "select",
      ...chosenIn(inside),
    })),
  ];
}

function chosenIn(html: string): Pick<Control, "value" | "options"> {
  const all = [...html.matchAll(/<option ((?:[^>"]|"[^"]*")*)>/g)].map(([, attributes = ""]) =>
    attributes
  );
  const valueOf = (attributes: string) => attribute(attributes, "value") ?? "";
  const chosen = all.find((attributes) => /\bselected\b/.test(attributes)) ?? all[0] ?? "";
  return { value: valueOf(chosen), options: all.map(valueOf) };
}

function inputs(html: string): Control[] {
  return [...html.matchAll(/<input ((?:[^>"]|"[^"]*")*)>/g)].map(([, attributes = ""]) => {
    const type = attribute(attributes, "type") ?? "text";
    const ticked = /\bchecked\b/.test(attributes) ? "on" : "";
    const value = type === "checkbox" ? ticked : attribute(attributes, "value") ?? "";
    return { name: attribute(attributes, "name") ?? "", type, value, options: [] };
  });
}

function buttonIn(html: string): Record<string, string> {
  for (const [, attributes = ""] of html.matchAll(/<button ([^>]*)>/g)) {
    const name = attribute(attributes, "name");
    if (name) return { [name]: attribute(attributes, "value") ?? "" };
  }
  return {};
}

function attribute(text: string, name: string): string | undefined {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
  return value === undefined ? undefined : unescape(value);
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

function unescape(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name]!);
}

function words(html: string): string {
  return unescape(html.replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();
}
