import {
  assertEquals,
  assertFalse,
  assertMatch,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { Component, type ComponentChildren } from "preact";
import { revive } from "../../../lib/jsr/@fresh/core/src/runtime/revive.ts";
import { buildOf, render } from "./render_page.ts";

function Flash({ message }: { message: unknown }) {
  return <p>{String(message)}</p>;
}
function Panel(
  { open, children }: { open?: boolean; title?: unknown; children?: ComponentChildren },
) {
  return <section>{open && children}</section>;
}
function Outer() {
  return <Flash message="inner" />;
}
class Clock extends Component {
  override render() {
    return <time />;
  }
}

const build = buildOf({ Flash, Panel, Outer, Clock });

/** The props that a page sends, in the order of its islands. */
function sent(html: string): unknown[] {
  const [, payload] = /boot\(\[.*?\],(".*")\);<\/script>/.exec(html)!;
  return (revive(JSON.parse(payload!), (id) => `slot ${id}`) as unknown[][]).map(([, props]) =>
    props
  );
}

Deno.test("a page without islands ships no script and no Link header", () => {
  const { html, link } = render(<p>plain</p>, { build });
  assertFalse(html.includes("<script"));
  assertEquals(link, null);
});

Deno.test("an island stands between markers, and a script at the end of the body wakes it", () => {
  const { html, link } = render(
    <body>
      <Flash message="hi" />
      <Flash message="ho" />
    </body>,
    { build, basePath: "/base" },
  );
  assertStringIncludes(html, "<!--fresh:i0--><p>hi</p><!--fresh:/--><!--fresh:i1--><p>ho</p>");
  assertMatch(html, /<script type="module" nonce="n1">import\{boot\}.*?<\/script><\/body>/);
  assertEquals(html.split('from"/base/_fresh/js/b1/Flash.js"').length, 2);
  assertEquals(sent(html), [{ message: "hi" }, { message: "ho" }]);
  assertEquals(
    link,
    '</base/_fresh/js/b1/fresh-runtime.js>; rel="modulepreload"; as="script", ' +
      '</base/_fresh/js/b1/Flash.js>; rel="modulepreload"; as="script"',
  );
});

Deno.test("only the islands of the page are loaded, by the names of their exports", () => {
  const { html } = render(
    <div>
      <Panel />
      <Flash message="" />
    </div>,
    { build },
  );
  assertStringIncludes(html, "import{Panel as i0}");
  assertStringIncludes(html, "import{default as i1}");
  assertStringIncludes(html, "boot([i0,i1],");
  assertFalse(html.includes("Outer"));
});

Deno.test("an island inside an island's own code is a plain component", () => {
  const { html } = render(<Outer />, { build });
  assertEquals(html.match(/<!--/g)?.length, 2);
  assertEquals(sent(html), [{}]);
});

Deno.test("a class may be an island", () => {
  assertStringIncludes(render(<Clock />, { build }).html, "<!--fresh:i0--><time></time>");
});

Deno.test("props can neither end the script nor open a comment in it", () => {
  const message = "</script><script>alert(1)</script><!-- <script>";
  const { html } = render(<Flash message={message} />, { build });
  assertEquals(html.match(/<script/g)?.length, 1);
  assertEquals(html.match(/<!--/g)?.length, 2);
  assertEquals(sent(html), [{ message }]);
});

Deno.test("a function as a prop is refused, naming island and prop", () => {
  assertThrows(
    () => render(<Flash message={() => {}} />, { build }),
    TypeError,
    'The prop "message" of the island Flash',
  );
});

Deno.test("content handed to an island is marked as a slot, with live islands in it", () => {
  const { html } = render(
    <Panel open title={<b>t</b>}>
      text <Flash message="in" />
    </Panel>,
    { build },
  );
  assertStringIncludes(
    html,
    "<!--fresh:i0--><section><!--fresh:s1-->text <!--fresh:i1--><p>in</p><!--fresh:/-->" +
      "<!--fresh:/--></section><!--fresh:/-->",
  );
  assertEquals(sent(html), [
    { open: true, title: "slot 0", children: "slot 1" },
    { message: "in" },
  ]);
});

Deno.test("content that the island does not show waits in a template", () => {
  const { html } = render(
    <Panel>
      <Panel>
        <i>deep</i>
      </Panel>
    </Panel>,
    { build },
  );
  assertStringIncludes(
    html,
    '<template id="fresh-slot-0"><!--fresh:i1--><section></section><!--fresh:/--></template>' +
      '<template id="fresh-slot-1"><i>deep</i></template><script',
  );
});

Deno.test("plain text as children, and a database row, are sent as props", () => {
  const row = Object.assign(Object.create(null), { id: 1 });
  const { html } = render(<Panel open title={row}>text</Panel>, { build });
  const [props] = sent(html) as [{ title: object }];
  assertEquals({ ...props, title: { ...props.title } }, {
    open: true,
    title: { id: 1 },
    children: "text",
  });
});

Deno.test("an island vnode made once for many pages is marked on each", () => {
  const vnode = <Flash message="again" />;
  const first = render(vnode, { build }).html;
  assertEquals(render(vnode, { build }).html, first);
  assertStringIncludes(first, "<!--fresh:i0-->");
});

Deno.test("without a build islands are plain components", () => {
  assertFalse(render(<Flash message="" />, { build: null }).html.includes("<!--"));
});

Deno.test("every development page carries the script that reloads it", () => {
  const development = buildOf({}, "reload()");
  const { html, link } = render(<p />, { build: development });
  assertStringIncludes(html, '<script type="module" nonce="n1">reload()</script></body>');
  assertEquals(link, null);
});
