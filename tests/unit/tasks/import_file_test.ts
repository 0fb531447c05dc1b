import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type ImportFile, readImportFile } from "@/lib/tasks/import_file.ts";

const read = (text: string): ImportFile => readImportFile(new TextEncoder().encode(text));

Deno.test("a table is read in any order of its columns, with quotes, commas, line ends and a mark of its encoding", () => {
  const file = read(
    '\uFEFFNAME, email,password_hash\r\n"A ""B"", C",a@b.org,x:y$z\r\n\r\n"two\nlines",c@d.org,\r\n',
  );
  assert(file.ok);
  assertEquals(file.problems, []);
  assertEquals(file.lines, [
    { line: 2, fields: { name: 'A "B", C', email: "a@b.org", password_hash: "x:y$z" } },
    { line: 5, fields: { name: "two\nlines", email: "c@d.org", password_hash: "" } },
  ]);
});

Deno.test("a line with too few or too many values is a problem of that line", () => {
  const file = read("email,name,password_hash\na,b\na,b,c\na,b,c,d\n");
  assert(file.ok);
  assertEquals(file.lines.map(({ line }) => line), [3]);
  assertEquals(file.problems.map(({ line }) => line), [2, 4]);
});

const REFUSED: [text: string, why: string][] = [
  ["", "it lacks email, name, password_hash"],
  ["email,name\n", "it lacks password_hash"],
  ["email,name,password_hash,isactive\n", 'nobody knows "isactive"'],
  ["email,name,password_hash,Email\n", "email stands there twice"],
  ["email;name;password_hash\n", "with commas between them"],
  ['email,name,password_hash\na,"b', "Line 2: its quotes do not fit together."],
  ['email,name,password_hash\na,b"c,d\n', "Line 2: its quotes do not fit together."],
];

for (const [text, why] of REFUSED) {
  Deno.test(`a file that begins ${JSON.stringify(text.slice(0, 40))} is refused: ${why}`, () => {
    const file = read(text);
    assert(!file.ok);
    assertStringIncludes(file.why, why);
  });
}

Deno.test("a file in another encoding is refused, before names are spoilt", () => {
  const file = readImportFile(new Uint8Array([...new TextEncoder().encode("email,n"), 0xe4]));
  assertEquals(file, { ok: false, why: "The file is no text in UTF-8." });
});
