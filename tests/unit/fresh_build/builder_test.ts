import {
  assert,
  assertEquals,
  assertExists,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { assertThrows } from "@std/assert";
import { App, staticFiles } from "fresh";
import { Builder, type BuildOptions } from "fresh/dev";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { liveFiles } from "../../../lib/jsr/@fresh/core/src/dev/static_files.ts";
import { fixtureProject, LINGERING } from "../../support/fixture_project.ts";

const FLASH = `
import { useState } from "preact/hooks";
export default function Flash({ message }) {
  const [shown, setShown] = useState(true);
  if (!shown) return null;
  return <p role="status">{message}<button onClick={() => setShown(false)}>×</button></p>;
}`;

const page = (island: string, props = "") =>
  `import Island from "${island}";\nexport default () => <main><Island ${props} /></main>;`;

/** Builds a project in memory, and gets answers from it. */
async function withBuild(
  files: Record<string, string>,
  fn: (get: (path: string) => Promise<Response>, root: string) => Promise<void>,
  options: BuildOptions & { mode?: "development"; islands?: string[] } = {},
): Promise<void> {
  await using project = await fixtureProject(files);
  const builder = new Builder({ root: project.root, ...options });
  options.islands?.forEach((island) => builder.registerIsland(island));
  const app = new App().use(staticFiles()).fsRoutes();
  (await builder.build({ snapshot: "memory", mode: options.mode }))(app);
  const handler = app.handler();
  await fn(async (path) => await handler(new Request(`http://localhost${path}`)), project.root);
}

/** Addresses of all scripts that a page loads: those of its boot script and what they import. */
async function scriptsOf(get: (path: string) => Promise<Response>, path: string) {
  const scripts = new Map<string, Uint8Array<ArrayBuffer>>();
  const inline = /<script type="module".*?>(.*?)<\/script>/s.exec(await (await get(path)).text())!;
  const queue: [code: string, base: string][] = [[inline[1]!, "/"]];
  for (const [code, base] of queue) {
    for (const [, address] of code.matchAll(/(?:from|import)"([^"]+)"/g)) {
      const { pathname } = new URL(address!, `http://localhost${base}`);
      if (scripts.has(pathname)) continue;
      const response = await get(pathname);
      assertEquals(response.status, 200, pathname);
      const bytes = new Uint8Array(await response.arrayBuffer());
      scripts.set(pathname, bytes);
      queue.push([new TextDecoder().decode(bytes), pathname]);
    }
  }
  return scripts;
}

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

Deno.test("static files are served from every static folder, the first one first", async () => {
  const files = {
    "static/a.txt": "first",
    "static/sub/ü b.txt": "name",
    "more/a.txt": "second",
    "more/large.bin": "x".repeat(70_000),
  };
  await withBuild(files, async (get, root) => {
    for (
      const [path, body] of [
        ["/a.txt", "first"],
        ["/sub/%C3%BC%20b.txt", "name"],
        ["/large.bin", "x".repeat(70_000)],
      ] as const
    ) {
      const response = await get(path);
      assertEquals(await response.text(), body);
      assertMatch(response.headers.get("etag")!, /^W\/"[0-9a-f]{64}"$/);
    }
    assertEquals((await get("/none.txt")).status, 404);
    await Deno.writeTextFile(join(root, "static/a.txt"), "changed after the build");
    assertEquals(await (await get("/a.txt")).text(), "first");
  }, { staticDir: ["static", "more"] });
});

Deno.test("in development static files are read anew, and stay inside their folder", async () => {
  await withBuild({ "static/a.txt": "old", "static/sub/c.txt": "" }, async (get, root) => {
    assertEquals(await (await get("/a.txt")).text(), "old");
    await Deno.writeTextFile(join(root, "static/a.txt"), "newer");
    await Deno.writeTextFile(join(root, "static/b.txt"), "added");
    const response = await get("/a.txt");
    assertEquals(await response.text(), "newer");
    assertEquals(response.headers.get("etag"), null);
    assertEquals(await (await get("/b.txt")).text(), "added");
    for (const path of ["/sub", "/a.txt/b"]) assertEquals((await get(path)).status, 404, path);
    const find = liveFiles([join(root, "static/sub")]);
    assertExists(await find("/c.txt"));
    for (const path of ["/../a.txt", "/..\\a.txt", "/x/../../a.txt", "/\0"]) {
      assertEquals(await find(path), null, path);
    }
  }, { mode: "development" });
});

Deno.test("an app without islands needs no bundle, and an empty project builds", async () => {
  await withBuild({ "routes/index.jsx": "export default () => <p>plain</p>;" }, async (get) => {
    assertStringIncludes(await (await get("/")).text(), "<body><p>plain</p></body>");
  });
  await withBuild({}, async (get) => assertEquals((await get("/")).status, 404));
});

Deno.test("the name of a deployment decides the id of its build", async () => {
  const ids: string[] = [];
  Deno.env.set("CI_COMMIT_SHA", "abc");
  try {
    for (let i = 0; i < 2; i++) {
      await withBuild(
        { "routes/index.jsx": `export default () => <img src="/a" />;` },
        async (get) => {
          ids.push(/__frsh_c=(\w+)/.exec(await (await get("/")).text())![1]!);
        },
      );
    }
  } finally {
    Deno.env.delete("CI_COMMIT_SHA");
  }
  // SHA-1 of "abc", from FIPS 180.
  assertEquals(ids, Array(2).fill("a9993e364706816aba3e25717850c26c9cd0d89d"));
});

Deno.test("JSX settings that islands cannot work with are refused by name", async () => {
  for (
    const [config, message] of [
      ["{}", 'lacks "compilerOptions": { "jsxImportSource": "preact" }'],
      [
        `{ "compilerOptions": { "jsx": "precompile", "jsxImportSource": "preact",
           "jsxPrecompileSkipElements": ["a", "img"] } }`,
        "source, body, html, head, title, meta, script, link, style, base, noscript, template",
      ],
      ["{ nonsense", "is not valid"],
    ] as const
  ) {
    await assertRejects(() => withBuild({ "deno.json": config }, async () => {}), Error, message);
  }
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

Deno.test("a build never clears the project itself", () => {
  for (const outDir of [".", "..", "/"]) {
    assertThrows(() => new Builder({ root: "/tmp/project", outDir }), TypeError, "outDir");
  }
});

Deno.test("the folder of the project may be given as a file URL, and is the working one by default", () => {
  assertEquals(new Builder({ root: "file:///tmp/a%20b" }).config.root, "/tmp/a b");
  assertEquals(new Builder().config.root, Deno.cwd());
});
