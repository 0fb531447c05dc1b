import { assertEquals, assertFalse, assertMatch, assertThrows } from "@std/assert";
import { ConfigError, readConfig } from "@/lib/config.ts";

Deno.test("DATABASE_URL may be a file or a server, with DATABASE_AUTH_TOKEN where that asks for one", () => {
  for (
    const url of [
      "file:data/other.db",
      "libsql://book-ada.turso.io",
      "libsql://127.0.0.1:8081?tls=0",
      "http://127.0.0.1:8081",
      "https://db.example/book",
    ]
  ) {
    assertEquals(readConfig({ DATABASE_URL: url }).databaseUrl, url);
  }
  const { databaseAuthToken } = readConfig({
    DATABASE_URL: "libsql://book-ada.turso.io",
    DATABASE_AUTH_TOKEN: "eyJhbGciOiJFZERTQSJ9.e30.x_-",
  });
  assertEquals(databaseAuthToken, "eyJhbGciOiJFZERTQSJ9.e30.x_-");
  assertEquals(readConfig({}).databaseAuthToken, "");
});

const SERVER = "libsql://book.example";

const REFUSED: [string, Record<string, string>, RegExp][] = [
  ["a path", { DATABASE_URL: "data/app.db" }, /DATABASE_URL is "data\/app\.db"; .* a file such as/],
  ["another engine", { DATABASE_URL: "postgres://localhost/book" }, /DATABASE_URL .*libSQL/],
  ["a scheme alone", { DATABASE_URL: "libsql://" }, /DATABASE_URL/],
  ["a file with a question", { DATABASE_URL: "file:a.db?mode=ro" }, /DATABASE_URL/],
  ["a password", { DATABASE_URL: "libsql://ada:Secret1@book.example" }, /DATABASE_AUTH_TOKEN/],
  ["a token", { DATABASE_URL: `${SERVER}?authToken=Secret1` }, /DATABASE_AUTH_TOKEN/],
  ["a question", { DATABASE_URL: `${SERVER}?x=Secret1` }, /more than the address/],
  ["a fragment", { DATABASE_URL: `${SERVER}#Secret1` }, /more than the address/],
  ["an open line asked for in vain", { DATABASE_URL: "https://a.example?tls=0" }, /more than/],
  ["something with a secret", { DATABASE_URL: "Secret1 and more" }, /no such address/],
  [
    "a token with a line break",
    { DATABASE_URL: SERVER, DATABASE_AUTH_TOKEN: "Secret1\n" },
    /DATABASE_AUTH_TOKEN .*Copy it again/,
  ],
  ["a token and a file", { DATABASE_AUTH_TOKEN: "Secret1" }, /DATABASE_URL is the file/],
];

for (const [what, env, expected] of REFUSED) {
  Deno.test(`${what} is refused, and no secret is told`, () => {
    const { message } = assertThrows(() => readConfig(env), ConfigError);
    assertMatch(message, expected);
    assertFalse(message.includes("Secret1"), message);
  });
}
