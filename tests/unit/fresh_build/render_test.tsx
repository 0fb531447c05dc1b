// deno-lint-ignore-file jsx-key -- the vnodes are rendered one by one
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { Head, Partial } from "fresh/runtime";
import type { VNode } from "preact";
import { currentPage } from "../../../lib/jsr/@fresh/core/src/render/page.ts";
import { render } from "./render_page.ts";

const body = (vnode: VNode, pathname?: string) =>
  /<body>(.*)<\/body>/s.exec(render(vnode, { pathname }).html)![1];

const META = '<meta charset="utf-8"/>';

Deno.test("what is missing of a document is added", () => {
  for (
    const [vnode, expected] of [
      [<p>a</p>, `<html><head>${META}</head><body><p>a</p></body></html>`],
      [
        <body class="b">
          <p>a</p>
        </body>,
        `<html><head>${META}</head><body class="b"><p>a</p></body></html>`,
      ],
      [
        <html lang="en" data-x="a>b">
          <p>a</p>
        </html>,
        `<html lang="en" data-x="a>b"><head>${META}</head><body><p>a</p></body></html>`,
      ],
      [
        <html>
          <head>
            <title>t</title>
          </head>
          <p>a</p>
        </html>,
        "<html><head><title>t</title></head><body><p>a</p></body></html>",
      ],
      [
        <html>
          <head />
          <body />
        </html>,
        "<html><head></head><body></body></html>",
      ],
    ] as const
  ) assertEquals(render(vnode).html, "<!DOCTYPE html>" + expected);
});

Deno.test("text of scripts is not taken for the document's own tags", () => {
  const code = { dangerouslySetInnerHTML: { __html: "'</head></body>'" } };
  const page = (
    <html>
      <head>
        <script {...code} />
      </head>
      <p>a</p>
    </html>
  );
  assertEquals(
    render(page, { nonce: "" }).html,
    "<!DOCTYPE html><html><head><script>'</head></body>'</script></head><body><p>a</p></body></html>",
  );
  const moved = (
    <Head>
      <script {...code} />
    </Head>
  );
  assertStringIncludes(render(moved, { nonce: "" }).html, "</script></head><body></body></html>");
});

Deno.test("sources of images are tied to the build unless they say not to", () => {
  assertEquals(
    body(
      <picture>
        <source srcset="/a.webp 1x, /b.webp 2x" />
        <img src="/a.png" />
        <img src="/a.png" data-fresh-disable-lock />
        <img src="https://cdn.example/a.png" />
      </picture>,
    ),
    '<picture><source srcset="/a.webp?__frsh_c=b1 1x, /b.webp?__frsh_c=b1 2x"/>' +
      '<img src="/a.png?__frsh_c=b1"/><img src="/a.png" data-fresh-disable-lock="true"/>' +
      '<img src="https://cdn.example/a.png"/></picture>',
  );
});

Deno.test("links to this page and to those above say so", () => {
  for (
    const [href, pathname, expected] of [
      ["/a", "/a", "page"],
      ["/a/", "/a", "page"],
      ["/a?q=1#x", "/a/", "page"],
      ["/", "/", "page"],
      ["/", "/a", "true"],
      ["/a", "/a/b", "true"],
      ["/a", "/ab", null],
      ["/a/b", "/a", null],
      ["//a", "/", null],
      ["https://example.com/a", "/a", null],
    ] as const
  ) {
    const current = /aria-current="(.*?)"/.exec(body(<a href={href}>x</a>, pathname)!)?.[1] ?? null;
    assertEquals(current, expected, `${href} on ${pathname}`);
  }
});

Deno.test("active links carry marks for styles, and an own aria-current wins", () => {
  assertStringIncludes(body(<a href="/a">x</a>, "/a")!, 'data-current="true"');
  assertStringIncludes(body(<a href="/a">x</a>, "/a/b")!, 'data-ancestor="true"');
  assertStringIncludes(body(<a href="/a" aria-current="step">x</a>, "/a")!, 'aria-current="step"');
});

Deno.test("a vnode made once for many pages is the same on each", () => {
  const link = <a href="/a">x</a>;
  assertStringIncludes(body(link, "/a")!, "aria-current");
  assertEquals(body(link, "/b"), '<a href="/a">x</a>');
});

Deno.test("inline scripts and styles get the nonce, others do not", () => {
  const page = (
    <div>
      <script>1</script>
      <style>a</style>
      <script src="/a.js" />
      <script nonce="own">2</script>
    </div>
  );
  assertEquals(
    body(page),
    '<div><script nonce="n1">1</script><style nonce="n1">a</style>' +
      '<script src="/a.js"></script><script nonce="own">2</script></div>',
  );
  assertFalse(render(page, { nonce: "" }).html.includes("n1"));
});

Deno.test("Partial shows its children", () => {
  assertEquals(body(<Partial name="a">text</Partial>), "text");
});

Deno.test("a page that throws leaves nothing behind for the next one", () => {
  const Broken = () => {
    throw new Error("broken");
  };
  let message = "";
  try {
    render(
      <Head>
        <Broken />
      </Head>,
    );
  } catch (error) {
    message = (error as Error).message;
  }
  assertEquals(message, "broken");
  assertEquals(currentPage(), null);
  assertEquals(body(<title>t</title>), "<title>t</title>");
});
