import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { ConfigError } from "@/lib/config.ts";
import { refuseUnguardedRoutes, unguardedRoutes } from "@/lib/web/guarded_routes.ts";

const ROUTES = join(import.meta.dirname!, "..", "..", "routes");

Deno.test("every route of this app has a guard before it", async () => {
  assertEquals(await unguardedRoutes(ROUTES), []);
});

Deno.test("a route outside the guarded groups is refused, by name", async () => {
  const routes = await Deno.makeTempDir();
  try {
    const write = async (path: string) => {
      await Deno.mkdir(join(routes, path, ".."), { recursive: true });
      await Deno.writeTextFile(join(routes, path), "");
    };
    for (
      const path of ["_app.tsx", "_middleware.ts", "(members)/_middleware.ts", "(members)/a.tsx"]
    ) {
      await write(path);
    }
    assertEquals(await unguardedRoutes(routes), []);
    for (const path of ["open.tsx", "loose/page.tsx", "(bare)/page.tsx"]) await write(path);
    assertEquals(await unguardedRoutes(routes), ["(bare)/", "loose/", "open.tsx"]);
    const { message } = await assertRejects(() => refuseUnguardedRoutes(routes), ConfigError);
    assertEquals(message.includes("routes/open.tsx"), true);
  } finally {
    await Deno.remove(routes, { recursive: true });
  }
});
