import { assert, assertEquals } from "@std/assert";
import { dirname, join, relative } from "node:path";
import { ROOT } from "../support/constants.ts";

/** Who may import whom, beside its own layer's files: everything named to its right. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "main": ["app", "start", "work", "readiness", "db", "web", "config", "telemetry"],
  "tasks": [
    "app",
    "start",
    "doctor",
    "appointments",
    "auth",
    "db",
    "web",
    "config",
    "clock",
    "crypto",
    "database_trouble",
  ],
  "dev": ["main", "start", "web", "config"],
  "routes": [
    "app",
    "islands",
    "ui",
    "lab",
    "doctor",
    "appointments",
    "auth",
    "session",
    "web",
    "moment",
  ],
  "islands": ["ui"],
  "ui": [],
  "app": ["readiness", "lab", "auth", "session", "web", "config", "reader"],
  "chores": ["appointments", "auth"],
  "work": ["chores", "readiness", "auth", "mailer", "db", "clock", "database_trouble"],
  "readiness": ["db", "web", "config", "clock", "database_trouble"],
  "start": ["config", "database_trouble"],
  "appointments": ["db", "web", "clock", "crypto", "moment", "reader"],
  "lab": ["web", "session", "config"],
  "auth": ["session", "mailer", "db", "web", "config", "clock", "crypto", "background", "moment"],
  "doctor": ["session", "web", "config", "clock", "crypto"],
  "session": ["web", "clock", "crypto"],
  "mailer": ["db", "web", "config", "clock", "crypto", "telemetry"],
  "db": ["config", "clock", "crypto", "database_trouble", "telemetry"],
  "web": ["config", "clock", "crypto", "reader", "database_trouble", "telemetry", "methods"],
  "crypto": ["telemetry"],
  "config": ["crypto"],
  "methods": [],
  "clock": [],
  "telemetry": ["methods"],
  "database_trouble": [],
  "background": [],
  "moment": ["reader"],
  "reader": [],
};

const IMPORT = /(?<!\/)(?:from|import)\s*\(?\s*"([^"]+)"/g;

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(join(folder, name));
    else if (/\.tsx?$/.test(name)) yield join(folder, name);
  }
}

async function files(): Promise<string[]> {
  const found = [join(ROOT, "main.ts")];
  for (const folder of ["routes", "islands", "lib"]) {
    for await (const file of sources(join(ROOT, folder))) found.push(file);
  }
  return found.filter((file) => !file.includes(join("lib", "jsr")));
}

/** `lib/auth/next.ts` → `auth`, `lib/app.ts` → `app`, `routes/x.tsx` → `routes`. */
function layer(path: string): string {
  const [top = "", second = ""] = path.split("/");
  return (top === "lib" ? second : top).replace(/\.ts$/, "");
}

function imports(text: string, file: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, specifier = ""]) => {
    if (specifier.startsWith("@/")) return specifier.slice(2);
    if (specifier.startsWith(".")) return relative(ROOT, join(dirname(file), specifier));
    return `package ${specifier}`;
  });
}

Deno.test("imports point down, never up or sideways", async () => {
  const wrong: string[] = [];
  for (const file of await files()) {
    const from = relative(ROOT, file);
    for (const to of imports(await Deno.readTextFile(file), file)) {
      if (to.startsWith("package ") || layer(to) === layer(from)) continue;
      if (!MAY_IMPORT[layer(from)]?.includes(layer(to))) wrong.push(`${from} → ${to}`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("a folder with a mod.ts is used through it by the layers above", async () => {
  const wrong: string[] = [];
  for (const file of await files()) {
    const from = relative(ROOT, file);
    for (const to of imports(await Deno.readTextFile(file), file)) {
      const inner = /^lib\/(session|auth|appointments|doctor|mailer)\/(?!mod\.ts)/.test(to);
      if (inner && layer(to) !== layer(from)) wrong.push(`${from} → ${to}`);
    }
  }
  assertEquals(wrong, []);
});

const PACKAGES: Record<string, RegExp> = {
  "lib/db/migrations": /^kysely$/,
  "lib/ui": /^(preact|preact\/hooks|fresh\/runtime)$/,
  "islands": /^(preact|preact\/hooks|fresh\/runtime)$/,
  "lib/crypto": /^(node:|@std\/crypto|hash-wasm)/,
};

for (const [folder, allowed] of Object.entries(PACKAGES)) {
  Deno.test(`${folder} keeps to its few packages`, async () => {
    for await (const file of sources(join(ROOT, folder))) {
      for (const to of imports(await Deno.readTextFile(file), file)) {
        const name = to.replace("package ", "");
        assert(name === to || allowed.test(name), `${relative(ROOT, file)} imports ${name}`);
      }
    }
  });
}

const DOOR =
  /^(routes\/|lib\/web\/|lib\/app\.ts|lib\/session\/(csrf|middleware|flash)\.ts|lib\/auth\/(middleware|logins\/(fresh|late_forms|sign_in)|tokens\/api_guard)\.ts)/;

Deno.test("the request context stops at the door", async () => {
  for (const file of await files()) {
    const path = relative(ROOT, file);
    if (DOOR.test(path)) continue;
    const text = (await Deno.readTextFile(file)).replace(/^ *\/?\*.*$/gm, ""); // examples may see it
    assert(!/\bctx\b|\bContext\b/.test(text), `${path} sees the request context`);
  }
});

Deno.test("islands leave aside what only the server's pages have around them", async () => {
  for await (const file of sources(join(ROOT, "islands"))) {
    const text = await Deno.readTextFile(file);
    const found = /lib\/ui\/(Field|Form|Select|TimeZoneField|typed_context)\.tsx?/.exec(text);
    assertEquals(found?.[0], undefined, relative(ROOT, file));
  }
});

Deno.test("routes hold no SQL, no crypto and no env", async () => {
  for await (const file of sources(join(ROOT, "routes"))) {
    const text = await Deno.readTextFile(file);
    const found = /kysely|node:crypto|crypto\.|Deno\.env|selectFrom|insertInto/.exec(text);
    assertEquals(found, null, relative(ROOT, file));
  }
});

/** What Fresh exports for apps; everything else may change, and is not in our stand-in's promise. */
const PUBLIC_NAMES: Record<string, string> = {
  "fresh":
    "App HttpError page createDefine staticFiles csrf csp Context Method Middleware PageProps",
  "fresh/runtime": "IS_BROWSER asset assetSrcSet Head HttpError Partial",
  "fresh/dev": "Builder",
};

Deno.test("the app uses only public names of Fresh, so that the original can take its place", async () => {
  for (const file of await files()) {
    const text = await Deno.readTextFile(file);
    for (
      const [, names = "", from = ""] of text.matchAll(/import \{([^}]*)\} from "(fresh[^"]*)"/g)
    ) {
      for (const name of names.split(",").map((n) => n.replace(/^\s*type\s/, "").trim())) {
        const allowed = PUBLIC_NAMES[from]?.split(" ") ?? [];
        assert(
          name === "" || allowed.includes(name),
          `${relative(ROOT, file)}: ${name} from ${from}`,
        );
      }
    }
  }
});
