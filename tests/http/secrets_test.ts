import { assert, assertEquals } from "@std/assert";
import { SECRET } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { type Leak, leaksIn, type Secret } from "../support/secret_forms.ts";
import { until } from "../support/waiting.ts";
import { collected, FORMATS } from "./secrets/evidence.ts";
import { AS_EMAIL, BY_MISTAKE } from "./secrets/story.ts";
import type { Exchange } from "./secrets/witness.ts";

await build();

/** The page of a mailed link has its token in its own address, and so has a private calendar. */
const LINK = /\/(?:reset|verify|calendar)\/([\w-]{43})(?:\.ics)?$/;
const ownToken = ({ url }: Exchange) => LINK.exec(url)?.[1];

/** What a page may show, and which. */
const SHOWN: Record<string, string> = {
  "the API token": "POST /account/tokens",
  "the token of a private address": "GET /account/calendar",
};

const isLogin = ({ method, url }: Exchange) => method === "POST" && url.endsWith("/login");

/** Leaks of many texts, each with the place where it was found. */
function search(
  places: Iterable<
    readonly [place: string, bytes: Uint8Array | string, secrets: readonly Secret[]]
  >,
): (Leak & { place: string })[] {
  return [...places].flatMap(([place, bytes, secrets]) =>
    leaksIn(bytes, secrets).map((leak) => ({ place, ...leak }))
  );
}

Deno.test("the run has met every kind of secret", async () => {
  const [{ secrets, files, log, exchanges }] = await Promise.all([
    collected(),
    collected("pretty"),
  ]);
  const kinds = new Set(secrets.map(({ what }) => what));
  for (
    const kind of [
      "the first password",
      "_login in the cookie session",
      "_csrf in the cookie session",
      "the cookie session-device",
      "the token of a reset link",
      "the token of a verify link",
      "the API token",
      "the token of a private address",
      "the password of a task",
      "the token of a printed link",
      "the password of the mail server",
      "the key of the app",
    ]
  ) assert(kinds.has(kind), kind);
  assert([...files.keys()].some((name) => name === "cloakroom.db-wal in run 1"));
  assert(log.includes('"event":"request"'));
  assert(exchanges.length > 80, `${exchanges.length} requests`);
});

Deno.test("no password, session token, mailed token or API token stands in the files of the database", async () => {
  const { secrets, files } = await collected();
  assertEquals(search([...files].map(([name, bytes]) => [name, bytes, secrets] as const)), []);
});

/** Who signs in, or tries to: no secret, but nobody's business who reads a log. */
const PEOPLE = ["ada@example.org", "ada@work.example", "nobody@example.org", "cy@example.org"]
  .map((text) => ({ what: "an email", text }));

for (const format of FORMATS) {
  Deno.test(`none stands in a ${format} log, or in what a task prints, and nobody's email in the log`, async () => {
    const { secrets, log, printed } = await collected(format);
    assert(/mail not sent/.test(log), "the mail server is not there");
    const all = [...secrets, ...PEOPLE];
    assertEquals(search(log.split("\n").map((line) => [line, line, all] as const)), []);
    assertEquals(search(printed.split("\n").map((line) => [line, line, secrets] as const)), []);
  });
}

Deno.test("none is sent to a collector of OpenTelemetry, nor anybody's email", async () => {
  const { secrets, exported } = await collected();
  for (const part of ["GET /reset/:token", "POST /login", "SELECT users", "password hash"]) {
    assert(exported.includes(`"${part}"`), part);
  }
  assertEquals(search([["the collector", exported, [...secrets, ...PEOPLE]]]), []);
});

Deno.test("the token of a database server stands in no line about its absence", () =>
  inNewFolder(async (folder) => {
    const token = "eyJhbGciOiJFZERTQSJ9.c2VjcmV0.Kx9vQ2mT7rBw4LzN";
    await using app = new AppProcess(folder, freePort(), {
      SECRET_KEY: SECRET,
      DATABASE_URL: `http://127.0.0.1:${freePort()}`,
      DATABASE_AUTH_TOKEN: token,
    });
    await until("a line in the log", () => app.output.includes("waiting for the database"));
    assertEquals(leaksIn(app.output, [{ what: "the token", text: token }]), []);
  }));

Deno.test("none stands in a mail, but for the token of its own link", async () => {
  const { secrets, mails } = await collected();
  assert(mails.length > 8, `${mails.length} mails`);
  const places = mails.map(({ to, subject, text }) => {
    const own = [...text.matchAll(/\/(?:reset|verify)\/([\w-]{43})/g)].map(([, token]) => token);
    assert(own.length <= 1, text);
    const others = secrets.filter((secret) => !own.includes(secret.text));
    return [`${subject} to ${to}`, `${subject}\n${text}`, others] as const;
  });
  assertEquals(search(places), []);
});

Deno.test("none stands on a page, but for those that are shown to their owner on the one for it", async () => {
  const { secrets, exchanges } = await collected();
  const shown = secrets.filter(({ what }) => what in SHOWN);
  const others = secrets.filter(({ what }) => !(what in SHOWN));
  const places = exchanges.map((exchange) => {
    const own = others.filter(({ text, what }) =>
      text !== ownToken(exchange) && !(what === AS_EMAIL && isLogin(exchange))
    );
    return [`${exchange.method} ${exchange.url}`, exchange.body, own] as const;
  });
  assertEquals(search(places), []);
  for (const secret of shown) {
    const showing = exchanges.filter(({ body }) => leaksIn(body, [secret]).length > 0);
    const pages = showing.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    assertEquals([...new Set(pages)], [SHOWN[secret.what]]);
  }
});

Deno.test("none stands in an address, but for a token in that of its own page", async () => {
  const { secrets, exchanges } = await collected();
  const asked = exchanges.filter(({ url }) => !url.includes(BY_MISTAKE));
  const addresses = asked.flatMap((exchange) => {
    const others = secrets.filter(({ text }) => text !== ownToken(exchange));
    const location = exchange.headers.find(([name]) => name === "location")?.[1] ?? "";
    // A link that hands the address to a calendar program is what its page is for.
    const links = exchange.body.match(/(?:href|action|src)="(?!webcal:)[^"]*"/g)?.join(" ") ?? "";
    return [
      [`${exchange.method} ${exchange.url}`, exchange.url, others],
      [`location of ${exchange.url}`, location, secrets],
      [`links of ${exchange.url}`, links, others],
    ] as const;
  });
  assertEquals(search(addresses), []);
});

Deno.test("none stands in a header, but for cookies in Set-Cookie", async () => {
  const { secrets, exchanges } = await collected();
  const isCookie = ({ what }: Secret) => /cookie/.test(what);
  const others = secrets.filter((secret) => !isCookie(secret));
  const headers = exchanges.flatMap(({ url, headers }) =>
    headers.map(([name, value]) =>
      [`${name} of ${url}`, value, name === "set-cookie" ? others : secrets] as const
    )
  );
  assertEquals(search(headers), []);
});
