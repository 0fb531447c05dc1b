import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Builder } from "fresh/dev";
import { join } from "node:path";
import { fixtureProject } from "../../support/fixture_project.ts";
import { deno, runToEnd } from "./run_deno.ts";

const FILES = {
  "main.ts": `
    import { App, staticFiles } from "fresh";
    await Promise.resolve();
    export const app = new App({ basePath: "/base" }).use(staticFiles()).fsRoutes();
    if (import.meta.main) {
      import("./_fresh/server.js").then(({ default: server }) =>
        Deno.serve({ port: 0, onListen: ({ port }) => console.log("Listening on :" + port) }, server.fetch)
      );
    }`,
  "dev.ts": `
    import { Builder } from "fresh/dev";
    await new Builder({ root: import.meta.dirname }).build();`,
  "islands/Flash.tsx": `
    import { useState } from "preact/hooks";
    import { word } from "@/lib/word.ts";
    export default function Flash(props: { date: Date }) {
      const [count] = useState(1);
      return <p>{word} {props.date.getTime()} {count}</p>;
    }`,
  "lib/word.ts": `export const word: string = "island";`,
  "routes/index.tsx": `
    import Flash from "@/islands/Flash.tsx";
    export default () => <Flash date={new Date(7)} />;`,
  "routes/(50% #1)/notes/[id].tsx": `
    import type { PageProps } from "fresh";
    export default (props: PageProps) => <p>{props.params.id}</p>;`,
  "static/styles.css": "p { color: red }",
};

/** Starts a server, finds its port in what it prints, and stops it afterwards. */
async function withServer(
  root: string,
  args: string[],
  output: "stdout" | "stderr",
  fn: (origin: string) => Promise<void>,
): Promise<void> {
  const child = deno(root, args);
  const other = output === "stdout" ? child.stderr : child.stdout;
  try {
    const port = await readPort(child[output]);
    await fn(`http://127.0.0.1:${port}`);
  } finally {
    child.kill();
    await other.cancel();
    await child.status;
  }
}

async function readPort(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const port = /Listening on \S*:(\d+)/.exec(text);
    if (port !== null) return port[1]!;
  }
  throw new Error(`no port in: ${text}`);
}

async function checkAnswers(origin: string): Promise<void> {
  const response = await fetch(`${origin}/base/`);
  const html = await response.text();
  assertStringIncludes(html, "<p>island 7 1</p>");
  const link = /^<(\/base\/_fresh\/js\/[0-9a-f]{40}\/fresh-runtime\.js)>/;
  const [, runtime] = link.exec(response.headers.get("link")!)!;
  const script = await fetch(origin + runtime);
  assertStringIncludes(script.headers.get("cache-control")!, "immutable");
  assertStringIncludes(await script.text(), "export{");
  const styles = await fetch(`${origin}/base/styles.css`);
  assertMatch(styles.headers.get("etag")!, /^W\//);
  assertEquals(await styles.text(), "p { color: red }");
  assertStringIncludes(await (await fetch(`${origin}/base/notes/5`)).text(), "<p>5</p>");
}

Deno.test("a build on disk runs by main.ts and by deno serve, from any folder", async () => {
  await using project = await fixtureProject(FILES);
  const { root } = project;
  await runToEnd(root, ["run", join(root, "dev.ts")]);
  await withServer(root, ["run", join(root, "main.ts")], "stdout", checkAnswers);
  const serve = ["serve", "--port=0", join(root, "_fresh/server.js")];
  await withServer(root, serve, "stderr", checkAnswers);
});

Deno.test("a build takes the place of the one before", async () => {
  await using project = await fixtureProject({
    "islands/Flash.jsx": "export default () => null;",
    "static/a.txt": "a",
    "_fresh/static/_fresh/js/old/Old.js": "old",
  });
  await new Builder({ root: project.root }).build();
  const folder = join(project.root, "_fresh/static/_fresh/js");
  const builds = Array.from(Deno.readDirSync(folder), ({ name }) => name);
  assertEquals(builds.length, 1);
  assertMatch(builds[0]!, /^[0-9a-f]{40}$/);
  const names = Array.from(Deno.readDirSync(join(folder, builds[0]!)), ({ name }) => name);
  assert(["Flash.js", "fresh-runtime.js"].every((name) => names.includes(name)));
  const snapshot = await Deno.readTextFile(join(project.root, "_fresh/snapshot.js"));
  assertStringIncludes(snapshot, '"static/a.txt"');
});
