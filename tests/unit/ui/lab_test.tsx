import { assertEquals, assertMatch, assertNotMatch } from "@std/assert";
import { renderToString } from "npm:preact-render-to-string@^6.8";
import { Code } from "@/lib/ui/Code.tsx";
import { Facts } from "@/lib/ui/Facts.tsx";
import { Experiment, LabSection } from "@/lib/ui/Lab.tsx";

Deno.test("code is text, whatever it holds, and has a name", () => {
  const html = renderToString(<Code label="Body">{"<h1>&amp;</h1>\n"}</Code>);
  assertMatch(html, /<pre [^>]*aria-label="Body"[^>]*><code>&lt;h1>&amp;amp;&lt;\/h1>\n<\/code>/);
});

Deno.test("code is a stop for the keyboard only when it may have to be scrolled", () => {
  const focusable = (code: string) =>
    /tabindex="0"/i.test(renderToString(<Code label="">{code}</Code>));
  assertEquals(["a".repeat(24), "a\n".repeat(50), `a\n${"b".repeat(25)}`].map(focusable), [
    false,
    false,
    true,
  ]);
});

Deno.test("facts keep their order, and a name may come several times", () => {
  const html = renderToString(<Facts facts={[["b", "1"], ["a", "<2>"], ["a", "3"]]} />);
  const text = html.replace(/<[^>]+>/g, " ").trim().split(/ +/);
  assertEquals(text, ["b", "1", "a", "&lt;2>", "a", "3"]);
});

Deno.test("parts of a lab are named by their headings, one level below the other", () => {
  const html = renderToString(
    <LabSection id="a" title="A">
      <Experiment id="b" title="B" note="See" setup={<i>code</i>}>result</Experiment>
    </LabSection>,
  );
  assertMatch(html, /<section [^>]*aria-labelledby="a"[^>]*><h2 id="a">A<\/h2>/);
  assertMatch(html, /<article [^>]*aria-labelledby="b"[^>]*><h3 id="b">B<\/h3>.*code.*result/);
  assertNotMatch(html, /<p><\/p>/, "no intro, no room for it");
});
