import { assertEquals } from "@std/assert";
import { asset, assetSrcSet } from "fresh/runtime";
import { setBuildId } from "../../../lib/jsr/@fresh/core/src/runtime/asset.ts";

function withBuild(id: string, fn: () => void): void {
  setBuildId(id);
  try {
    fn();
  } finally {
    setBuildId("");
  }
}

Deno.test("asset() ties root-relative addresses to the build, and no others", () => {
  withBuild("id", () => {
    for (
      const [given, expected] of [
        ["/a.png", "/a.png?__frsh_c=id"],
        ["/a.png?x=1", "/a.png?x=1&__frsh_c=id"],
        ["/a.svg#icon", "/a.svg?__frsh_c=id#icon"],
        ["/a.svg?x#i?con", "/a.svg?x&__frsh_c=id#i?con"],
        ["/a.png?__frsh_c=id", "/a.png?__frsh_c=id"],
        ["a.png", "a.png"],
        ["//cdn.example/a.png", "//cdn.example/a.png"],
        ["https://cdn.example/a.png", "https://cdn.example/a.png"],
        ["data:,", "data:,"],
        ["", ""],
      ] as const
    ) assertEquals(asset(given), expected);
  });
});

Deno.test("assetSrcSet() ties each entry, and knows where entries end", () => {
  withBuild("id", () => {
    for (
      const [given, expected] of [
        ["/a.png 1x,b.png 2x", "/a.png?__frsh_c=id 1x,b.png 2x"],
        [" /a.png 1x, /b.png\n2x ", " /a.png?__frsh_c=id 1x, /b.png?__frsh_c=id\n2x "],
        ["/a.png, /b.png", "/a.png?__frsh_c=id, /b.png?__frsh_c=id"],
        ["/a,b.png 1x, /c.png,", "/a,b.png?__frsh_c=id 1x, /c.png?__frsh_c=id,"],
        [
          "data:image/png;base64,AA,/B 1x, /b.png 2x",
          "data:image/png;base64,AA,/B 1x, /b.png?__frsh_c=id 2x",
        ],
        ["", ""],
        [",".repeat(50_000), ",".repeat(50_000)],
      ] as const
    ) assertEquals(assetSrcSet(given), expected);
  });
});

Deno.test("without a build, addresses stay as they are", () => {
  assertEquals(asset("/a.png"), "/a.png");
});
