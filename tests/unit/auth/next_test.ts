import { assertEquals } from "@std/assert";
import { safeNext } from "@/lib/auth/next.ts";

const OURS: Record<string, string> = {
  "/": "/",
  "/appointments": "/appointments",
  "/appointments?day=2026-11-21#now": "/appointments?day=2026-11-21#now",
  "/a/../b": "/b",
  "/search?q=http://evil.example": "/search?q=http://evil.example",
  "/Grüße": "/Gr%C3%BC%C3%9Fe",
};

for (const [next, path] of Object.entries(OURS)) {
  Deno.test(`${next} is a way on after signing in`, () => assertEquals(safeNext(next), path));
}

const FOREIGN = [
  "",
  "appointments",
  "http://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/%2fevil.example",
  "/%2F%2fevil.example",
  "/%5cevil.example",
  "/%09/evil.example",
  "/\u0000",
  "/" + "a".repeat(3000),
];

for (const next of FOREIGN) {
  Deno.test(`${JSON.stringify(next).slice(0, 40)} is no way on`, () => {
    assertEquals(safeNext(next), null);
  });
}
