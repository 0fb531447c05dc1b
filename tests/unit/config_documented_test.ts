import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { readConfig } from "@/lib/config.ts";
import { ROOT, SECRET } from "../support/constants.ts";

/** What the platform says, and nobody sets. */
const TOLD = /^(DENO_|OTEL_DENO$)/;

/** The names of all settings: those that are looked for. */
function settings(): string[] {
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string>>({
    SECRET_KEY: SECRET,
    SESSION_COOKIE_SAMESITE: "lax",
  }, {
    get(known, name) {
      asked.add(String(name));
      return known[String(name)];
    },
  });
  readConfig(env);
  return [...asked].filter((name) => !TOLD.test(name)).sort();
}

const read = (name: string) => Deno.readTextFile(join(ROOT, name));

Deno.test("the README has a line for every setting that there is, and for no other", async () => {
  const lines = (await read("README.md")).match(/^\| `[A-Z].*?\|/gm) ?? [];
  const named = lines.flatMap((line) =>
    [...line.matchAll(/`([A-Z…_]+)`/g)].map(([, name = ""]) => name.replace("…", "SESSION_COOKIE"))
  );
  assertEquals(named.sort(), settings());
});

Deno.test(".env.example has a line for every setting that there is, and for no other", async () => {
  const lines = (await read(".env.example")).matchAll(/^#([A-Z_]+)=/gm);
  assertEquals([...lines].map(([, name]) => name).sort(), settings());
});
