import { assertEquals } from "@std/assert";
import { dirname, join, relative } from "node:path";
import { fixtureProject } from "../support/fixture_project.ts";
import { ROOT } from "../support/constants.ts";

const MOD = join(ROOT, "lib", "session", "mod.ts");

/** The files of this project that a module needs, itself included, and the packages. */
async function closure(entry: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    const code = (await Deno.readTextFile(file)).replace(/^ \*.*$/gm, "");
    for (const [, specifier = ""] of code.matchAll(/from "([^"]+)"/g)) {
      if (specifier.startsWith("@/")) await visit(join(ROOT, specifier.slice(2)));
      else if (specifier.startsWith(".")) await visit(join(dirname(file), specifier));
      else packages.add(specifier.replace(/^(@[^/]+\/[^/]+|[^@/][^/]*)\/.*$/, "$1"));
    }
  };
  await visit(entry);
  return { files: [...files].map((file) => relative(ROOT, file)), packages };
}

Deno.test("lib/session stands on what its documentation names, and on no account or appointment", async () => {
  const { files, packages } = await closure(MOD);
  const layers = new Set(files.map((file) => file.split("/").slice(0, 2).join("/")));
  const documented = ["lib/clock.ts", "lib/crypto", "lib/session", "lib/web"];
  assertEquals([...layers].sort(), documented);
  const named = ["@std/crypto", "@std/http", "devalue", "fresh"];
  assertEquals([...packages].filter((name) => !name.startsWith("node:")).sort(), named);
});

/** The example in the documentation of a module, as a program. */
async function example(file: string): Promise<string> {
  const text = await Deno.readTextFile(file);
  return /\* ```ts\n([\s\S]*?) \* ```/.exec(text)![1]!.replace(/^ \* ?/gm, "");
}

/** What a reader would try with it. */
const TRY = `
import "@/lib/session/testing.ts";
import { app } from "./main.ts";
const handler = app.handler();
let cookie = "";
async function send(init: RequestInit = {}) {
  const headers = { cookie, origin: "http://localhost:8000", ...init.headers };
  const response = await handler(new Request("http://localhost:8000/", { ...init, headers }));
  cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
  const text = await response.text();
  console.log(response.status, /Visit.*(?=<)/.exec(text)?.[0] ?? "");
  return text;
}
const post = (csrf_token: string) => send({ method: "POST", body: new URLSearchParams({ csrf_token }) });
const token = /value="([^"]+)"/.exec(await send())![1]!;
await post(token);
await send();
await send();
await post("stale");
`;

/** What the documentation says to copy: the folder, and of what it stands on the files that it imports. */
async function copied(): Promise<Record<string, string>> {
  const { files } = await closure(MOD);
  const testing = join("lib", "session", "testing.ts"); // for its tests
  const texts = [...files, testing].map(async (file) =>
    [file, await Deno.readTextFile(join(ROOT, file))] as const
  );
  return Object.fromEntries(await Promise.all(texts));
}

Deno.test("another app can take the folder as it is: the example in its documentation runs there", async () => {
  const own = { "main.ts": await example(MOD), "try.ts": TRY };
  await using project = await fixtureProject({ ...await copied(), ...own }, {
    "@std/crypto": "jsr:@std/crypto@^1",
    "@std/http": "jsr:@std/http@^1",
    "devalue": "npm:devalue@^6.0.3",
  });
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--check", "--allow-env", "--allow-read", "try.ts"],
    cwd: project.root,
    env: { NO_COLOR: "1" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  const lines = out!.trim().split("\n").map((line) => line.trim());
  const expected = ["200 Visit 1.", "303", "200 Visit 2. Thank you.", "200 Visit 3.", "403"];
  assertEquals(lines, expected, err);
});
