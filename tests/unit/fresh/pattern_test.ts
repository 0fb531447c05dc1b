import { assertEquals } from "@std/assert";
import { compilePattern, joinPaths } from "../../../lib/jsr/@fresh/core/src/pattern.ts";

const PATTERNS = [
  "/a/:id",
  "/a/:id/b/:n",
  "/:opt?",
  "/a/:opt?",
  "/a/:opt?/b",
  "/:rest*",
  "/a/:rest*",
  "/a/:rest+",
  "/a/*",
  "*",
  "/a/*/b",
  "/a/:id-x",
  "/:a@:b",
  "/x.y/:id",
  "/a/v:n*",
  "/a/:id(\\d+)",
  "/a{/b}?",
  "/é/:id",
];
const PATHS = [
  "/",
  "/a",
  "/a/",
  "/a/b",
  "/a/b/",
  "/a/1",
  "/a/1/b/2",
  "/a/b/c/d",
  "/a/7-x",
  "/me@home",
  "/x.y/1",
  "/xzy/1",
  "/a/v12",
  "/a/v",
  "/%C3%A9/1",
  "/a//b",
];

Deno.test("a compiled pattern matches what URLPattern matches, with the same params", () => {
  for (const pattern of PATTERNS) {
    const match = compilePattern(pattern);
    const reference = new URLPattern({ pathname: pattern });
    for (const path of PATHS) {
      const groups = reference.exec({ pathname: path })?.pathname.groups;
      const decoded = Object.entries(groups ?? {}).map(([k, v]) => [k, decodeURI(v ?? "")]);
      const expected = groups && Object.fromEntries(decoded);
      assertEquals(match(path), expected ?? null, `${pattern} on ${path}`);
    }
  }
});

Deno.test("params are decoded, but an encoded slash and broken escapes stay as they are", () => {
  const match = compilePattern("/:id");
  const rows = [["/x%20y", "x y"], ["/%C3%A9", "é"], ["/a%2Fb", "a%2Fb"], ["/%zz", "%zz"]];
  for (const [path, id] of rows) assertEquals(match(path!), { id: id! });
});

Deno.test("a pattern without slashes between repetitions cannot be made to take long", () => {
  const match = compilePattern("/a:x*");
  const started = performance.now();
  assertEquals(match("/a" + "b".repeat(5_000) + "/"), null);
  assertEquals(performance.now() - started < 200, true);
});

Deno.test("paths are joined with one slash between them", () => {
  const rows = [
    ["", "/a", "/a"],
    ["*", "/a", "/a"],
    ["/", "/", "/"],
    ["/base", "/", "/base"],
    ["/base/", "/a", "/base/a"],
    ["/base/*", "a", "/base/a"],
    ["/base", "*", "/base/*"],
  ];
  for (const [prefix, path, joined] of rows) assertEquals(joinPaths(prefix!, path!), joined);
});
