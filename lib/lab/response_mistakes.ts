import type { Mistake } from "./responses.ts";

/** What a route may not return. They are not live, as each would be an error in the log. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: "nothing",
    title: "Nothing",
    note: "A return was forgotten, or something was not found.",
    code: `return new Map([["7", "a blue coat"]]).get("12");`,
    reply() {
      return new Map([["7", "a blue coat"]]).get("12");
    },
  },
  {
    name: "boolean",
    title: "A boolean",
    note: "It says neither what to show nor with which status.",
    code: `return true;`,
    reply() {
      return true;
    },
  },
  {
    name: "number",
    title: "A number",
    note: "It could be a status as well as a body.",
    code: `return 404;`,
    reply() {
      return 404;
    },
  },
  {
    name: "map",
    title: "A Map",
    note: "As JSON it would be an empty object.",
    code: `return new Map([["7", "a blue coat"]]);`,
    reply() {
      return new Map([["7", "a blue coat"]]);
    },
  },
  {
    name: "strings",
    title: "A bare list of strings",
    note: "It is taken for a tuple, however long it is.",
    code: `return ["Ada", "Bo"];`,
    reply() {
      return ["Ada", "Bo"];
    },
  },
  {
    name: "four-parts",
    title: "A tuple with four parts",
    note: "A tuple has two parts or three.",
    code: `return ["<h1>Hello</h1>", 200, {}, "Bo"];`,
    reply() {
      return ["<h1>Hello</h1>", 200, {}, "Bo"];
    },
  },
  {
    name: "bad-status",
    title: "A status that does not exist",
    note: "Servers and browsers know 200 to 599.",
    code: `return ["<h1>Hello</h1>", 600];`,
    reply() {
      return ["<h1>Hello</h1>", 600];
    },
  },
  {
    name: "bad-header",
    title: "A header that cannot be sent",
    note: "This one has a space in its name.",
    code: `return ["<h1>Hello</h1>", { "x ticket": "12" }];`,
    reply() {
      return ["<h1>Hello</h1>", { "x ticket": "12" }];
    },
  },
  {
    name: "no-json",
    title: "What JSON has no word for",
    note: "A bigint is one of the things that JSON does not have.",
    code: `return { coats: 12n };`,
    reply() {
      return { coats: 12n };
    },
  },
];
