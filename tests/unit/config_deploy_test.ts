import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError, type Env, readConfig } from "@/lib/config.ts";
import { SECRET } from "../support/constants.ts";

/** What Deploy tells an app of itself, and what its owner has to set. */
const PRODUCTION: Env = {
  DENO_DEPLOY: "true",
  DENO_DEPLOYMENT_ID: "d1",
  DENO_DEPLOY_ORG_SLUG: "acme",
  DENO_DEPLOY_APP_SLUG: "book",
  DENO_TIMELINE: "production",
  SECRET_KEY: SECRET,
  DATABASE_URL: "libsql://book-acme.turso.io",
  DATABASE_AUTH_TOKEN: "token",
};

const refusal = (env: Env) =>
  assertThrows(() => readConfig({ ...PRODUCTION, ...env }), ConfigError).message;

Deno.test("on Deno Deploy a key and a database are all that has to be set", () => {
  const config = readConfig(PRODUCTION);
  assertEquals(config.origins, ["https://book.acme.deno.net"]);
  assertEquals(config.hosts, ["book.acme.deno.net"]);
  assertEquals(config.secure, true);
  assertEquals([config.hostname, config.port], ["0.0.0.0", 8000]);
  assertEquals(config.trustProxy, false);
  assertEquals(config.logFormat, "json");
});

Deno.test("what is set on Deno Deploy counts there, too", () => {
  const { hostname, port, logFormat } = readConfig({
    ...PRODUCTION,
    HOST: "::",
    PORT: "9000",
    LOG_FORMAT: "pretty",
  });
  assertEquals([hostname, port, logFormat], ["::", 9000, "pretty"]);
});

Deno.test("lines go through the console where that is all that is looked at", () => {
  const through = (env: Env) => readConfig(env).logThrough;
  assertEquals(through(PRODUCTION), "console");
  assertEquals(through({ OTEL_DENO: "1" }), "console");
  assertEquals(through({ OTEL_DENO: "true" }), "console");
  assertEquals([through({}), through({ OTEL_DENO: "0" })], ["stdout", "stdout"]);
});

Deno.test("stopping is done before Deno Deploy kills the process, five seconds after the signal", () => {
  assertEquals(readConfig(PRODUCTION).stopTimeout, 4);
  assertEquals(readConfig({}).stopTimeout, 10);
});

Deno.test("on Deno Deploy no mail is shown to anybody: without a mail server there are none", () => {
  assertEquals(readConfig(PRODUCTION).mail.kind, "none");
  assertEquals(readConfig({ ...PRODUCTION, ORIGIN: "http://localhost:8000" }).mail.kind, "none");
  assertStringIncludes(refusal({ REGISTRATION: "confirm" }), "set SMTP_URL");
  const mail = readConfig({ ...PRODUCTION, SMTP_URL: "smtps://mail.example" }).mail;
  assertEquals(mail.kind === "smtp" && mail.from.address, "no-reply@book.acme.deno.net");
});

const ORIGIN = "https://book.example";
const SERVED: [what: string, env: Env, origin: string][] = [
  ["production is served where ORIGIN says", { ORIGIN }, ORIGIN],
  [
    "a preview is served at its own address, whatever ORIGIN says of production",
    { DENO_TIMELINE: "preview/k3x9", ORIGIN },
    "https://book-k3x9.acme.deno.net",
  ],
  [
    "a branch is served at its own address",
    { DENO_TIMELINE: "git-branch/next" },
    "https://book--next.acme.deno.net",
  ],
  [
    "a branch with a name that no host can have is served at one near to it",
    { DENO_TIMELINE: "git-branch/Feat/dark_mode" },
    "https://book--feat-dark-mode.acme.deno.net",
  ],
  [
    "app and organization are known by the longer names of their variables, too",
    {
      DENO_DEPLOY_ORG_SLUG: undefined,
      DENO_DEPLOY_APP_SLUG: undefined,
      DENO_DEPLOY_ORGANIZATION_SLUG: "acme",
      DENO_DEPLOY_APPLICATION_SLUG: "diary",
    },
    "https://diary.acme.deno.net",
  ],
  ["where Deploy does not tell enough, ORIGIN does", { DENO_TIMELINE: "canary/1", ORIGIN }, ORIGIN],
];

for (const [what, env, origin] of SERVED) {
  Deno.test(`on Deno Deploy ${what}`, () => {
    assertEquals(readConfig({ ...PRODUCTION, ...env }).origins, [origin]);
  });
}

const REFUSED: [what: string, env: Env, ...words: string[]][] = [
  ["no database", { DATABASE_URL: undefined }, "DATABASE_URL is not set", "Turso", "libsql://"],
  [
    "a database that is a file",
    { DATABASE_URL: "file:data/cloakroom.db" },
    'DATABASE_URL is "file:data/cloakroom.db"',
    "neither kept nor shared",
    "DATABASE_AUTH_TOKEN",
    "`deno task restore`",
  ],
  ["no key", { SECRET_KEY: "" }, "SECRET_KEY is not set", "`deno task secret`", "all contexts"],
  ["an address that is no address", { ORIGIN: "book.example" }, 'ORIGIN is "book.example"'],
  ["no address at all", { DENO_TIMELINE: undefined }, "ORIGIN is not set", "https://book.example"],
];

for (const [what, env, ...words] of REFUSED) {
  for (const name of ["DENO_DEPLOY", "DENO_DEPLOYMENT_ID"]) {
    Deno.test(`the start on Deno Deploy, as ${name} tells it, is refused for ${what}`, () => {
      const message = refusal({ DENO_DEPLOY: "", DENO_DEPLOYMENT_ID: "", [name]: "true", ...env });
      for (const word of words) assertStringIncludes(message, word);
    });
  }
}
