// deno-lint-ignore-file jsx-no-useless-fragment -- the vnodes are rendered one by one
import { assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { Head } from "fresh/runtime";
import { createContext, type VNode } from "preact";
import { useContext } from "preact/hooks";
import { render } from "./render_page.ts";

const part = (name: string) => (vnode: VNode) =>
  new RegExp(`<${name}>(.*)</${name}>`, "s").exec(render(vnode).html)![1];
const body = part("body");
const head = part("head");

const META = '<meta charset="utf-8"/>';

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

Deno.test("the charset of a page without a head of its own gives way to one in Head", () => {
  for (const charset of ["utf-8", "UTF-8"]) {
    const html = head(
      <Head>
        <title>t</title>
        <meta charset={charset} />
      </Head>,
    );
    assertEquals(html, `<meta charset="${charset}"/><title>t</title>`);
  }
});

Deno.test("components inside elements of Head see the context of their place", () => {
  const Name = createContext("none");
  const Title = () => <>{useContext(Name)}</>;
  const moved = (
    <Name.Provider value="given">
      <Head>
        <title>
          <Title />
        </title>
        <meta name="author" content="page" />
      </Head>
    </Name.Provider>
  );
  assertStringIncludes(head(moved)!, "<title>given</title>");
  assertStringIncludes(head(<Page>{moved}</Page>)!, "<title>given</title>");
});

Deno.test("Head moves every kind of element that belongs into a head", () => {
  const page = (
    <div>
      <Head>
        <base href="/b/" />
        <style>{"p{}"}</style>
        <script src="/a.js" />
        <noscript>
          <link rel="stylesheet" href="/plain.css" />
        </noscript>
        <template>
          <p>t</p>
        </template>
      </Head>
    </div>
  );
  assertEquals(
    head(page),
    `${META}<base href="/b/"/><style nonce="n1">p{}</style><script src="/a.js"></script>` +
      '<noscript><link rel="stylesheet" href="/plain.css"/></noscript>' +
      "<template><p>t</p></template>",
  );
  assertEquals(body(page), "<div></div>");
});
