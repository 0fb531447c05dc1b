// deno-lint-ignore-file jsx-key jsx-no-useless-fragment -- the vnodes are rendered one by one
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { Head, Partial } from "fresh/runtime";
import { createContext, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { currentPage } from "../../../lib/jsr/@fresh/core/src/render/page.ts";
import { render } from "./render_page.ts";

const body = (vnode: VNode, pathname?: string) =>
  /<body>(.*)<\/body>/s.exec(render(vnode, { pathname }).html)![1];
const head = (vnode: VNode) => /<head>(.*)<\/head>/s.exec(render(vnode).html)![1];

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

Deno.test("Head moves elements into the head and leaves the rest in place", () => {
  const page = (
    <p>
      <Head>
        <title>t</title>
        <b>stays</b>
      </Head>
    </p>
  );
  assertEquals(head(page), `${META}<title>t</title>`);
  assertEquals(body(page), "<p><b>stays</b></p>");
});

function Page({ children }: { children: VNode }) {
  return (
    <html>
      <head>
        <title>site</title>
        <meta name="description" content="site" />
        <meta key="theme" name="theme-color" content="white" />
        <link rel="stylesheet" href="/site.css" />
      </head>
      <body>{children}</body>
    </html>
  );
}

Deno.test("Head replaces what stands for the same thing, in its place", () => {
  const html = head(
    <Page>
      <Head>
        <meta name="author" content="page" />
        <meta key="theme" name="color-scheme" content="dark" />
        <meta name="description" content="page" />
        <title>page</title>
        <link rel="icon" href="/icon.svg" />
      </Head>
    </Page>,
  );
  assertEquals(
    html,
    '<title>page</title><meta name="description" content="page"/>' +
      '<meta name="color-scheme" content="dark"/><link rel="stylesheet" href="/site.css"/>' +
      '<meta name="author" content="page"/><link rel="icon" href="/icon.svg"/>',
  );
});

Deno.test("of two equal elements in Head the later one counts", () => {
  const html = head(
    <Page>
      <>
        <Head>
          <title>first</title>
        </Head>
        <Head>
          <title>second</title>
        </Head>
      </>
    </Page>,
  );
  assertStringIncludes(html!, "<title>second</title>");
  assertFalse(html!.includes("first"));
});

Deno.test("Head does not touch elements of the body", () => {
  const page = (
    <div>
      <Head>
        <script src="/a.js" />
      </Head>
      <script src="/a.js" />
    </div>
  );
  assertEquals(body(page), '<div><script src="/a.js"></script></div>');
});

Deno.test("components in the head see the context around the document", () => {
  const Site = createContext("none");
  const Title = () => <title>{useContext(Site)}</title>;
  const page = (
    <Site.Provider value="given">
      <html>
        <head>
          <Title />
        </head>
      </html>
    </Site.Provider>
  );
  assertEquals(head(page), "<title>given</title>");
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
