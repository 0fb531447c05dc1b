import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { gzipSync } from "node:zlib";
import { LINGERING } from "../../support/fixture_project.ts";
import { scriptsOf, withBuild } from "./memory_build.ts";

const FLASH = `
import { useState } from "preact/hooks";
export default function Flash({ message }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return <p role="status">{message}<button onClick={() => setShown(false)}>×</button></p>;
}`;

const page = (island: string, props = "") =>
  `import Island from "${island}";\nexport default () => <main><Island ${props} /></main>;`;

Deno.test("a page with one small island ships at most 8 KB of JavaScript, gzipped", async () => {
  const files = { "islands/Flash.jsx": FLASH, "routes/index.jsx": page("../islands/Flash.jsx") };
  await withBuild(files, async (get) => {
    const scripts = await scriptsOf(get, "/");
    let size = 0;
    for (const bytes of scripts.values()) size += gzipSync(bytes, { level: 9 }).length;
    assert(scripts.size >= 2);
    assert(size <= 8192, `${size} bytes`);
  });
});

Deno.test("islands are found in islands/ at any depth, in (_islands)/, and where registered", async () => {
  const files = {
    "islands/deep/er/Map.jsx": FLASH,
    "islands/Map.jsx": FLASH,
    "islands/other_test.jsx": "throw new Error('loaded');",
    "routes/(shop)/(_islands)/Cart.jsx": FLASH,
    "elsewhere/Far-Off.jsx": FLASH,
    "routes/deep.jsx": page("../islands/deep/er/Map.jsx"),
    "routes/flat.jsx": page("../islands/Map.jsx"),
    "routes/(shop)/cart.jsx": page("./(_islands)/Cart.jsx"),
    "routes/far.jsx": page("../elsewhere/Far-Off.jsx"),
  };
  await withBuild(files, async (get) => {
    const names = await Promise.all(["/deep", "/flat", "/cart", "/far"].map(async (path) => {
      const [, island] = [...(await scriptsOf(get, path)).keys()];
      return island!.slice(island!.lastIndexOf("/") + 1);
    }));
    assertEquals(names.toSorted(), ["Cart.js", "Far_Off.js", "Map.js", "Map_2.js"]);
    assertEquals((await get("/(_islands)/Cart")).status, 404);
  }, { islands: ["./elsewhere/Far-Off.jsx"] });
});

Deno.test("every exported function of an island module is an island", async () => {
  const files = {
    "islands/Many.jsx":
      "export const A = () => <i />; export const B = () => <b />; export const C = 1;",
    "routes/index.jsx":
      `import { A, B } from "../islands/Many.jsx";\nexport default () => <p><A /><B /></p>;`,
  };
  await withBuild(files, async (get) => {
    const html = await (await get("/")).text();
    assertEquals(html.match(/<!--fresh:i\d-->/g), ["<!--fresh:i0-->", "<!--fresh:i1-->"]);
    assertStringIncludes(html, "import{A as i0}");
    assertStringIncludes(html, "import{B as i1}");
  });
});

Deno.test("client modules last forever, and know the id of their build", async () => {
  const island =
    `import { asset } from "fresh/runtime";\nexport default () => <a href={asset("/a.svg")}>logo</a>;`;
  const files = { "islands/Logo.jsx": island, "routes/index.jsx": page("../islands/Logo.jsx") };
  await withBuild(files, async (get) => {
    const scripts = await scriptsOf(get, "/");
    for (const path of scripts.keys()) {
      const response = await get(path);
      assertStringIncludes(response.headers.get("cache-control")!, "immutable");
      assertEquals(response.headers.get("content-type"), "text/javascript; charset=UTF-8");
      await response.body?.cancel();
    }
    const html = await (await get("/")).text();
    const id = /__frsh_c=([0-9a-f]{40})/.exec(html)![1]!;
    const code = [...scripts.values()].map((bytes) => new TextDecoder().decode(bytes)).join("");
    assertStringIncludes(code, `"${id}"`);
  });
});

Deno.test("client code finds modules through the imports of deno.json", async () => {
  const files = {
    "deno.json": `{
      // comments and trailing commas are fine
      "imports": { "@/": "./", "@/lib/deep/": "./lib/", "words": "./lib/words.js", "signal": "npm:preact@^10.29/hooks" },
      "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "preact", },
    }`,
    "lib/words.js": `export { more } from "@/lib/deep/more.js";\nimport "signal";`,
    "lib/more.js": `export const more = "found through the map";`,
    // Only the browser's side imports the words: this process has other imports than the project.
    "islands/Words.jsx": `if (typeof document !== "undefined") import("words").then(console.log);
      export default () => null;`,
    "routes/index.jsx": page("../islands/Words.jsx"),
  };
  await withBuild(files, async (get) => {
    const [, island] = [...(await scriptsOf(get, "/")).keys()];
    const chunk = /import\("([^"]+)"\)/.exec(await (await get(island!)).text())![1]!;
    const { pathname } = new URL(chunk, `http://localhost${island}`);
    assertStringIncludes(await (await get(pathname)).text(), "found through the map");
  });
});

Deno.test("an app without islands needs no bundle, and an empty project builds", async () => {
  await withBuild({ "routes/index.jsx": "export default () => <p>plain</p>;" }, async (get) => {
    assertStringIncludes(await (await get("/")).text(), "<body><p>plain</p></body>");
  });
  await withBuild({}, async (get) => assertEquals((await get("/")).status, 404));
});

Deno.test(
  "an island that cannot be bundled is an error with its file and line",
  LINGERING,
  async () => {
    const files = {
      "islands/Bad.jsx": `import "nowhere-to-be-found";\nexport default () => null;`,
    };
    await assertRejects(() => withBuild(files, async () => {}), Error, "islands/Bad.jsx:1:7");
  },
);
