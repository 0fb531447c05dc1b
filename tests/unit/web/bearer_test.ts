import { assertEquals } from "@std/assert";
import { type Bearer, challenge, readBearer } from "@/lib/web/bearer.ts";

const HEADERS: [header: string | null, read: Bearer][] = [
  [null, "missing"],
  ["", "missing"],
  ["Basic YTpi", "missing"],
  ["BearerX abc", "missing"],
  ["Bearer-ish abc", "missing"],
  ["Bearer", "malformed"],
  ["Bearer ", "malformed"],
  ["Bearer\tabc", "malformed"],
  ["Bearer,abc", "malformed"],
  ["Bearer abc def", "malformed"],
  ["Bearer abc, Bearer abc", "malformed"],
  ["Bearer token=abc", "malformed"],
  ['Bearer "abc"', "malformed"],
  ["Bearer äbc", "malformed"],
  ["Bearer ===", "malformed"],
  ["Bearer abc", { token: "abc" }],
  ["bEARER   abc  ", { token: "abc" }],
  ["Bearer aZ09-._~+/==", { token: "aZ09-._~+/==" }],
];

for (const [header, read] of HEADERS) {
  Deno.test(`Authorization ${JSON.stringify(header)} is read as ${JSON.stringify(read)}`, () => {
    assertEquals(readBearer(header), read);
  });
}

Deno.test("a header of 64 KiB is read in no time", () => {
  const started = performance.now();
  for (const tail of [" ", "=", "a", "\t", ","]) {
    readBearer(`Bearer ${"a".repeat(30_000)}${tail.repeat(30_000)}!`);
    readBearer(`Bearer ${tail.repeat(60_000)}!`);
  }
  assertEquals(performance.now() - started < 100, true);
});

Deno.test("the challenge names the error and the scope that is lacking, where there is one", () => {
  const header = (...reason: Parameters<typeof challenge>) =>
    challenge(...reason)["www-authenticate"];
  assertEquals(header(), 'Bearer realm="Cloakroom"');
  assertEquals(
    header({ error: "insufficient_scope", scope: "write" }),
    'Bearer realm="Cloakroom", error="insufficient_scope", scope="write"',
  );
});
