import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { ROOT } from "../support/constants.ts";
import { fixtureProject } from "../support/fixture_project.ts";
import { closure, copies, example, runProgram } from "../support/library.ts";

const MOD = join(ROOT, "lib", "session", "mod.ts");

Deno.test("lib/session stands on what its documentation names, and on no account or appointment", async () => {
  const { files, packages } = await closure(MOD);
  const layers = new Set(files.map((file) => file.split("/").slice(0, 2).join("/")));
  const documented = ["lib/clock.ts", "lib/crypto", "lib/session", "lib/web"];
  assertEquals([...layers].sort(), documented);
  const named = ["@std/crypto", "@std/http", "devalue", "fresh"];
  assertEquals([...packages].filter((name) => !name.startsWith("node:")).sort(), named);
});

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

Deno.test("another app can take the folder as it is: the example in its documentation runs there", async () => {
  const { files } = await closure(MOD);
  const testing = join("lib", "session", "testing.ts"); // for its tests
  const own = { "main.ts": await example(MOD), "try.ts": TRY };
  await using project = await fixtureProject({ ...await copies([...files, testing]), ...own }, {
    "@std/crypto": "jsr:@std/crypto@^1",
    "@std/http": "jsr:@std/http@^1",
    "devalue": "npm:devalue@^6.0.3",
  });
  const { lines, errors } = await runProgram(project.root, "try.ts");
  const expected = ["200 Visit 1.", "303", "200 Visit 2. Thank you.", "200 Visit 3.", "403"];
  assertEquals(lines, expected, errors);
});
