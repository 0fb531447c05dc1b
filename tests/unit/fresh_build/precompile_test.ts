import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { fixtureProject } from "../../support/fixture_project.ts";
import { runToEnd } from "./run_deno.ts";

/** The settings that a new Fresh project has. */
const compilerOptions = {
  jsx: "precompile",
  jsxImportSource: "preact",
  jsxPrecompileSkipElements:
    "a img source body html head title meta script link style base noscript template".split(" "),
};

const FILES = {
  "page.ts": `
    import { App } from "fresh";
    import { Builder } from "fresh/dev";
    const app = new App().fsRoutes();
    const build = await new Builder({ root: import.meta.dirname }).build({ snapshot: "memory" });
    build(app);
    const response = await app.handler()(new Request("http://localhost/here"));
    console.log(await response.text());`,
  "islands/Panel.tsx": `
    import type { ComponentChildren } from "preact";
    export default function Panel(props: { title: string; children: ComponentChildren }) {
      return <section><h2 title={props.title}>{props.title}</h2>{props.children}</section>;
    }`,
  "routes/here.tsx": `
    import { Head } from "fresh/runtime";
    import Panel from "../islands/Panel.tsx";
    export default () => (
      <main>
        <Head><title>T</title></Head>
        <p><a href="/here">here</a> <img src="/a.png" /></p>
        <Panel title="<t>"><em>c</em></Panel>
      </main>
    );`,
};

Deno.test('a project with "jsx": "precompile" has links, images, Head and islands too', async () => {
  await using project = await fixtureProject(FILES);
  const path = join(project.root, "deno.json");
  const config = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, JSON.stringify({ ...config, compilerOptions }));
  const html = await runToEnd(project.root, ["run", join(project.root, "page.ts")]);
  const [shown] = html.replace(/__frsh_c=\w+/, "__frsh_c=id").split("<script");
  assertEquals(
    shown,
    '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>T</title></head><body><main>' +
      '<p><a aria-current="page" data-current="true" href="/here">here</a> ' +
      '<img src="/a.png?__frsh_c=id"/></p>' +
      '<!--fresh:i0--><section><h2 title="&lt;t>">&lt;t></h2>' +
      "<!--fresh:s0--><em>c</em><!--fresh:/--></section><!--fresh:/--></main>",
  );
});
