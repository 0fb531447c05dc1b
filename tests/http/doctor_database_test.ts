import { assertEquals, assertStringIncludes } from "@std/assert";
import { freePort, inNewFolder, runTask } from "../support/process.ts";

const ANSWER = {
  baton: null,
  base_url: null,
  results: [
    {
      type: "ok",
      response: {
        type: "execute",
        result: {
          cols: [{ name: "1", decltype: null }],
          rows: [[{ type: "integer", value: "1" }]],
          affected_row_count: 0,
          last_insert_rowid: null,
          replication_index: "1",
        },
      },
    },
    { type: "ok", response: { type: "close" } },
  ],
};

const SAID: [what: string, answer: () => Response, code: number, ...words: string[]][] = [
  ["answers", () => Response.json(ANSWER), 0, "✓ The database server answers."],
  [
    "refuses the token",
    () => new Response("", { status: 401 }),
    1,
    "✗ The database server in DATABASE_URL does not do its work: token refused.",
    "turso db tokens create NAME",
  ],
  [
    "knows no such database",
    () => new Response("", { status: 404 }),
    1,
    "does not do its work: no database.",
    "turso db show NAME --url",
  ],
  [
    "has trouble of its own",
    () => new Response("", { status: 502 }),
    1,
    "does not do its work: answers 502.",
    "its own log tells more",
  ],
];

for (const [what, answer, code, ...words] of SAID) {
  Deno.test(`the doctor tells that a database server ${what}`, () =>
    inNewFolder(async (folder) => {
      await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
      const said = await ask(folder, server.addr.port);
      for (const word of words) assertStringIncludes(said.out, word, said.err);
      assertEquals(said.code, code, said.out);
    }));
}

Deno.test("the doctor tells that nobody listens where the database should be, and what to look at", () =>
  inNewFolder(async (folder) => {
    const { code, out } = await ask(folder, freePort());
    assertStringIncludes(out, "does not do its work: cannot be reached.");
    assertStringIncludes(out, "Is DATABASE_URL its address, and does it run?");
    assertEquals(code, 1);
  }));

Deno.test("the doctor makes no file to look at", () =>
  inNewFolder(async (folder) => {
    const { out } = await runTask("doctor", folder);
    assertEquals(/database/.test(out), false, out);
    assertEquals([...Deno.readDirSync(folder)], []);
  }));

function ask(folder: string, port: number) {
  return runTask("doctor", folder, { env: { DATABASE_URL: `http://127.0.0.1:${port}` } });
}
