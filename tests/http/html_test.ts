/** What all pages have in common, in all their states. */
import { assert, assertEquals } from "@std/assert";
// deno-lint-ignore no-import-prefix -- only this test needs it
import { HtmlValidate } from "npm:html-validate@^11.18";
import { routeFiles } from "../support/route_files.ts";
import { tour } from "../support/tour/tour.ts";

const walk = await tour();
Deno.test.afterAll(() => walk.end());

Deno.test("the tour leads past every route that has a page", async () => {
  const pages = (await routeFiles()).filter(({ text }) => text.includes("export default"));
  const seen = walk.routes();
  assertEquals(pages.map(({ pattern }) => pattern).filter((pattern) => !seen.has(pattern)), []);
});

const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:a11y"],
  rules: {
    // Preact closes them, which HTML allows and browsers ignore.
    "void-style": "off",
    // That an input is one of text unless it says otherwise is the standard, not a guess.
    "no-implicit-input-type": "off",
    // Titles of pages hold people's names and titles, as long as they are.
    "long-title": "off",
  },
});

/** Until its script runs, a button that asks first is a link to a page that asks: the form around it has no other. */
const MAY_LACK_A_BUTTON = /class="confirm"/;

Deno.test("every page in every state is valid HTML, with what screen readers need", async () => {
  const found: string[] = [];
  for (const { name, answer: { text } } of walk.stops) {
    const { results } = await validator.validateString(text);
    for (const { ruleId, message, selector } of results.flatMap(({ messages }) => messages)) {
      if (ruleId === "wcag/h32" && MAY_LACK_A_BUTTON.test(text)) continue;
      found.push(`${name}: ${ruleId}: ${message} (${selector})`);
    }
  }
  assertEquals(found, []);
});

Deno.test("no page has a style or a handler in its markup, which its policy would forbid anyway", () => {
  for (const { name, answer: { text } } of walk.stops) {
    assert(!/<[^>]* (style|on\w+)=|<style/.test(text), name);
  }
});

Deno.test("every page has a title and a first heading of its own, and error pages a request id", () => {
  for (const { name, answer: { text, status, headers } } of walk.stops) {
    assert(/<title>\S.* · Cloakroom<\/title>/.test(text), name);
    assertEquals(text.match(/<h1/g)?.length, 1, name);
    if (text.includes("ticket-number")) {
      assert(status >= 400 && text.includes(headers.get("x-request-id")!), name);
    }
  }
});

Deno.test("pages that anybody may find say what they are for, each in its own words, once", async () => {
  const [app] = walk.apps;
  const descriptions = await Promise.all(["/", "/login", "/register", "/lab"].map(async (path) => {
    const { text } = await app!.visitor().get(path);
    return [...text.matchAll(/<meta name="description" content="([^"]+)"/g)].map(([, words]) =>
      words
    );
  }));
  assertEquals(descriptions.map(({ length }) => length), [1, 1, 1, 1]);
  assertEquals(new Set(descriptions.flat()).size, 4);
});

Deno.test("nothing is kept from search engines: what is private asks them to sign in, too", async () => {
  const [app] = walk.apps;
  const { status, text, headers } = await app!.visitor().get("/robots.txt");
  assertEquals([status, text], [200, "User-agent: *\nDisallow:\n"]);
  assertEquals(headers.get("set-cookie"), null);
});
