import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { ConfigError, type Env, loadConfig, readConfig } from "@/lib/config.ts";

const KEY = "9f2c7e5a1b8d4036-aa71-4c55-b3e9-d0c4";

Deno.test("nothing needs to be set on localhost", () => {
  const config = readConfig({});
  assertEquals(config.hostname, "127.0.0.1");
  assertEquals(config.port, 8000);
  assertEquals(config.origins, ["http://localhost:8000", "http://127.0.0.1:8000"]);
  assertEquals(config.hosts, ["localhost:8000", "127.0.0.1:8000"]);
  assertEquals(config.secure, false);
  assertEquals(config.databaseUrl, "file:data/cloakroom.db");
  assert(Object.isFrozen(config));
});

Deno.test("the usual port stands in no origin, as in browsers", () => {
  const { origins, hosts } = readConfig({ PORT: "80" });
  assertEquals([origins[0], hosts[0]], ["http://localhost", "localhost"]);
});

Deno.test("an https origin makes cookies secure and is the only host", () => {
  const config = readConfig({ ORIGIN: "https://book.example/", SECRET_KEY: KEY, HOST: "0.0.0.0" });
  assertEquals(config.origins, ["https://book.example"]);
  assertEquals(config.hosts, ["book.example"]);
  assert(config.secure);
});

Deno.test("the current key comes first, the fallbacks after it", () => {
  const env = { SECRET_KEY: KEY, SECRET_KEY_FALLBACKS: ` ${KEY}-old , ${KEY}-older,` };
  assertEquals(readConfig(env).secrets, [KEY, `${KEY}-old`, `${KEY}-older`]);
  assertEquals(readConfig({ SECRET_KEY: ` ${KEY}\n` }).secrets, [KEY], "the same key either way");
});

const REFUSED: [why: string, env: Env, message: RegExp][] = [
  ["a port that is no number", { PORT: "http" }, /^PORT is "http"; .* from 1 to 65535\.$/],
  ["a port out of range", { PORT: "70000" }, /^PORT is "70000"/],
  ["a port with a fraction", { PORT: "80.5" }, /^PORT/],
  ["a short key", { SECRET_KEY: "short" }, /^SECRET_KEY holds a key of 5 bytes; at least 32/],
  [
    "an example key",
    { SECRET_KEY: "change-me-change-me-change-me-change-me" },
    /^SECRET_KEY is an example/,
  ],
  ["one letter, many times", { SECRET_KEY: "a".repeat(40) }, /^SECRET_KEY is an example/],
  [
    "a short old key",
    { SECRET_KEY: KEY, SECRET_KEY_FALLBACKS: "old" },
    /^SECRET_KEY_FALLBACKS holds a key of 3 bytes/,
  ],
  ["a key that would be two among the old ones", { SECRET_KEY: `${KEY},x` }, /holds a comma/],
  ["old keys without a current one", { SECRET_KEY_FALLBACKS: KEY }, /needs SECRET_KEY/],
  ["an origin that is no URL", { ORIGIN: "book.example", SECRET_KEY: KEY }, /^ORIGIN is "book/],
  ["an origin with a path", { ORIGIN: "https://book.example/app", SECRET_KEY: KEY }, /^ORIGIN/],
  ["an origin of another kind", { ORIGIN: "ftp://book.example", SECRET_KEY: KEY }, /^ORIGIN/],
  ["no key with a public origin", { ORIGIN: "https://book.example" }, /^SECRET_KEY is not set/],
  ["no key with a public address", { HOST: "0.0.0.0" }, /^SECRET_KEY is not set/],
  ["another kind of database", { DATABASE_URL: "postgres://x" }, /^DATABASE_URL is "postgres/],
  ["a database without a name", { DATABASE_URL: "file:" }, /^DATABASE_URL/],
  ["a database with options", { DATABASE_URL: "file:a.db?mode=ro" }, /^DATABASE_URL/],
  ["a lifetime of no time", { SESSION_LIFETIME: "0" }, /^SESSION_LIFETIME.*seconds/],
  ["a lifetime in words", { REMEMBER_LIFETIME: "a month" }, /^REMEMBER_LIFETIME/],
  ["a negative idle time", { SESSION_IDLE_TIMEOUT: "-1" }, /^SESSION_IDLE_TIMEOUT/],
  ["an unknown log format", { LOG_FORMAT: "xml" }, /^LOG_FORMAT .* pretty or json/],
  ["an unknown kind of registration", { REGISTRATION: "maybe" }, /^REGISTRATION/],
  ["an unclear trust", { TRUST_PROXY: "yes" }, /^TRUST_PROXY .* off or on/],
];

for (const [why, env, message] of REFUSED) {
  Deno.test(`the start is refused for ${why}, naming the setting`, () => {
    const error = assertThrows(() => readConfig(env), ConfigError);
    assertMatch(error.message, message);
    assert(!error.message.includes("\n"));
  });
}

async function inNewFolder(test: () => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  const here = Deno.cwd();
  try {
    Deno.chdir(folder);
    await test();
  } finally {
    Deno.chdir(here);
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("on localhost a secret is made once, for its owner's eyes only, and kept", () =>
  inNewFolder(async () => {
    const starts = await Promise.all([loadConfig({}), loadConfig({}), loadConfig({})]);
    const [{ secrets }] = starts;
    assert(secrets[0]!.length >= 43);
    for (const start of [...starts, await loadConfig({})]) assertEquals(start.secrets, secrets);
    assertEquals([...Deno.readDirSync("data")].map(({ name }) => name), ["secret.key"]);
    if (Deno.build.os === "windows") return;
    const modes = ["data", "data/secret.key"].map((path) => Deno.statSync(path).mode! & 0o777);
    assertEquals(modes, [0o700, 0o600]);
  }));

Deno.test("a secret that was cut off, or cannot be read, is not used", () =>
  inNewFolder(async () => {
    await Deno.mkdir("data");
    for (const text of ["", "short\n"]) {
      await Deno.writeTextFile("data/secret.key", text);
      const error = await assertRejects(() => loadConfig({}), ConfigError);
      assertMatch(error.message, /^data\/secret\.key holds no whole key\. Delete it/);
    }
    await Deno.remove("data", { recursive: true });
    await Deno.writeTextFile("data", "a file");
    const error = await assertRejects(() => loadConfig({}), ConfigError);
    assertMatch(error.message, /^data\/secret\.key, .* can neither be read nor made/);
  }));

Deno.test("a word may be written in any case", () => {
  const { trustProxy, logFormat } = readConfig({ TRUST_PROXY: "On", LOG_FORMAT: "JSON" });
  assertEquals([trustProxy, logFormat], [true, "json"]);
});
