import {
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { Builder } from "fresh/dev";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fixtureProject } from "../../support/fixture_project.ts";
import { scriptsOf, withBuild } from "./memory_build.ts";

Deno.test("the name of a deployment decides the id of its build", async () => {
  const files = { "routes/index.jsx": `export default () => <img src="/a" />;` };
  const buildId = async () => {
    let id: string | undefined;
    await withBuild(files, async (get) => {
      id = /__frsh_c=(\w+)/.exec(await (await get("/")).text())![1];
    });
    return id;
  };
  const variables = ["CI_COMMIT_SHA", "GITHUB_SHA", "DENO_DEPLOYMENT_ID"];
  const known = variables.map((name) => [name, Deno.env.get(name)] as const);
  try {
    for (const name of variables) Deno.env.delete(name);
    assertNotEquals(await buildId(), await buildId());
    // SHA-1 of "abc", from FIPS 180, and of other words.
    for (
      const [i, [word, id]] of [
        ["abc", "a9993e364706816aba3e25717850c26c9cd0d89d"],
        ["b", "e9d71f5ee7c92d6dc9e92ffdad17b8bd49418f98"],
        ["a", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
      ].entries()
    ) {
      Deno.env.set(variables[i]!, word!);
      assertEquals(await buildId(), id, variables[i]);
    }
  } finally {
    for (const [name, value] of known) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
});

Deno.test("folders may have other names, and files may be ignored", async () => {
  const files = {
    "client/parts/Flash.jsx": `export default () => <b>flash</b>;`,
    "client/parts/Draft.draft.jsx": "this is not JavaScript",
    "pages/index.jsx":
      `import Flash from "../client/parts/Flash.jsx";\nexport default () => <Flash />;`,
    "pages/old.draft.jsx": "export default () => <b>old</b>;",
    "pages/some_test.jsx": "export default () => <b>never</b>;",
    "routes/never.jsx": "export default () => <b>never</b>;",
  };
  await withBuild(files, async (get) => {
    assertStringIncludes(await (await get("/")).text(), "/Flash.js");
    for (const path of ["/old.draft", "/some_test", "/never"]) {
      assertEquals((await get(path)).status, 404, path);
    }
  }, { routeDir: "pages", islandDir: "client", ignore: [/\.draft\./] });
});

Deno.test("a build is written where outDir says, for the app of serverEntry", async () => {
  await using project = await fixtureProject({ "src/app.ts": "", "static/a.txt": "a" });
  const { root } = project;
  await new Builder({ root, outDir: "dist/web", serverEntry: "src/app.ts" }).build();
  const server = await Deno.readTextFile(join(root, "dist/web/server.js"));
  assertStringIncludes(server, 'import { app } from "../../src/app.ts";');
  const snapshot = await Deno.readTextFile(join(root, "dist/web/snapshot.js"));
  assertStringIncludes(snapshot, 'new URL("../../", import.meta.url)');
  assertEquals(existsSync(join(root, "_fresh")), false);
});

Deno.test("sourceMap adds maps to a production build, which has none otherwise", async () => {
  const files = {
    "islands/Flash.jsx": `export default () => <b>flash</b>;`,
    "routes/index.jsx":
      `import Flash from "../islands/Flash.jsx";\nexport default () => <Flash />;`,
  };
  for (const [sourceMap, status] of [["linked", 200], [undefined, 404]] as const) {
    await withBuild(files, async (get) => {
      const [, island] = [...(await scriptsOf(get, "/")).keys()];
      assertEquals((await get(`${island}.map`)).status, status);
    }, { sourceMap });
  }
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

Deno.test("a build never clears the project itself", () => {
  for (const outDir of [".", "..", "/"]) {
    assertThrows(() => new Builder({ root: "/tmp/project", outDir }), TypeError, "outDir");
  }
});

Deno.test("the folder of the project may be given as a file URL, and is the working one by default", () => {
  assertEquals(new Builder({ root: "file:///tmp/a%20b" }).config.root, "/tmp/a b");
  assertEquals(new Builder().config.root, Deno.cwd());
});
