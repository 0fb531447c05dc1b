import { assertEquals, assertExists, assertMatch } from "@std/assert";
import { join } from "node:path";
import { liveFiles } from "../../../lib/jsr/@fresh/core/src/dev/static_files.ts";
import { withBuild } from "./memory_build.ts";

Deno.test("static files are served from every static folder, the first one first", async () => {
  const files = {
    "static/a.txt": "first",
    "static/sub/ü b.txt": "name",
    "more/a.txt": "second",
    "more/large.bin": "x".repeat(70_000),
  };
  await withBuild(files, async (get, root) => {
    for (
      const [path, body] of [
        ["/a.txt", "first"],
        ["/sub/%C3%BC%20b.txt", "name"],
        ["/large.bin", "x".repeat(70_000)],
      ] as const
    ) {
      const response = await get(path);
      assertEquals(await response.text(), body);
      assertMatch(response.headers.get("etag")!, /^W\/"[0-9a-f]{64}"$/);
    }
    assertEquals((await get("/none.txt")).status, 404);
    await Deno.writeTextFile(join(root, "static/a.txt"), "changed after the build");
    assertEquals(await (await get("/a.txt")).text(), "first");
  }, { staticDir: ["static", "more"] });
});

Deno.test("in development static files are read anew, and stay inside their folder", async () => {
  await withBuild({ "static/a.txt": "old", "static/sub/c.txt": "" }, async (get, root) => {
    assertEquals(await (await get("/a.txt")).text(), "old");
    await Deno.writeTextFile(join(root, "static/a.txt"), "newer");
    await Deno.writeTextFile(join(root, "static/b.txt"), "added");
    const response = await get("/a.txt");
    assertEquals(await response.text(), "newer");
    assertEquals(response.headers.get("etag"), null);
    assertEquals(await (await get("/b.txt")).text(), "added");
    for (const path of ["/sub", "/a.txt/b", "/" + "a".repeat(300)]) {
      assertEquals((await get(path)).status, 404, path);
    }
    const find = liveFiles([join(root, "static/sub")]);
    assertExists(await find("/c.txt"));
    for (const path of ["/../a.txt", "/..\\a.txt", "/x/../../a.txt", "/\0"]) {
      assertEquals(await find(path), null, path);
    }
  }, { mode: "development" });
});
