import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { ROOT } from "../support/constants.ts";
import { fixtureProject } from "../support/fixture_project.ts";
import { closure, copies, example, runProgram } from "../support/library.ts";

const MOD = join(ROOT, "lib", "auth", "mod.ts");
const MIGRATE = join(ROOT, "lib", "db", "migrate.ts");

Deno.test("lib/auth stands on what its documentation names, and on no appointment", async () => {
  const { files } = await closure(MOD);
  const layers = new Set(files.map((file) => file.split("/").slice(0, 2).join("/")));
  const folders = ["auth", "config", "crypto", "db", "mailer", "session", "web"];
  const beside = [
    "background",
    "clock",
    "config",
    "database_trouble",
    "methods",
    "moment",
    "reader",
    "telemetry",
  ]
    .map((name) => `${name}.ts`);
  assertEquals([...layers].sort(), [...folders, ...beside].sort().map((name) => `lib/${name}`));
});

/** What a reader would try with it: not let in, wrong, right, let in. */
const TRY = `
import { register } from "@/lib/auth/mod.ts";
import { app, deps } from "./main.ts";
await register(deps, { name: "Ada", email: "ada@example.org", password: "plum orbit candle", timeZone: "UTC" });
const handler = app.handler();
const cookies = new Map<string, string>();
async function send(path: string, body?: URLSearchParams) {
  const headers = {
    cookie: [...cookies].map(([name, value]) => name + "=" + value).join("; "),
    origin: "http://localhost:8000",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
  };
  const request = new Request("http://localhost:8000" + path, { headers, body, method: body ? "POST" : "GET" });
  const response = await handler(request);
  for (const line of response.headers.getSetCookie()) {
    const [name = "", value = ""] = line.split(";")[0]!.split("=");
    cookies.set(name, value);
  }
  const text = await response.text();
  console.log(response.status, response.headers.get("location") ?? (text.includes("<") ? "" : text));
  return text;
}
async function signIn(password: string) {
  const csrf_token = /value="([^"]+)"/.exec(await send("/login"))![1]!;
  await send("/login", new URLSearchParams({ csrf_token, email: "ada@example.org", password }));
}
await send("/");
await signIn("wrong");
await signIn("plum orbit candle");
await send("/");
await deps.background.idle();
Deno.exit();
`;

Deno.test("another app can take the folder as it is: the example in its documentation runs there", async () => {
  const [{ files, packages }, migrate] = await Promise.all([closure(MOD), closure(MIGRATE)]);
  const own = { "main.ts": await example(MOD), "try.ts": TRY };
  const { imports } = JSON.parse(
    (await Deno.readTextFile(join(ROOT, "deno.json"))).replace(/^\s*\/\/.*$/gm, ""),
  );
  const needed = Object.entries<string>(imports).filter(([name]) => packages.has(name));
  await using project = await fixtureProject(
    { ...await copies([...files, ...migrate.files]), ...own },
    Object.fromEntries(needed),
  );
  const { lines, errors } = await runProgram(project.root, "try.ts");
  assertEquals(lines, [
    "303 /login?next=%2F",
    "200",
    "401 Incorrect email or password.",
    "200",
    "Welcome, Firefox on Linux",
    "303 /",
    "200 Hello Ada.",
  ], errors);
});
