import { assertEquals } from "@std/assert";
import { join, relative } from "node:path";
import type { CsrfExemption } from "@/lib/session/mod.ts";
import { testApp } from "../support/app.ts";
import { ROOT } from "../support/constants.ts";

const ROUTES = join(ROOT, "routes");

interface RouteFile {
  readonly file: string;
  /** Such as `/appointments/:id`. */
  readonly pattern: string;
  /** What the file says of itself: `export const csrfExemption = { route, reason }`. */
  readonly exemption: CsrfExemption | undefined;
}

async function* walk(folder = ROUTES): AsyncGenerator<RouteFile> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* walk(path);
    else if (!name.startsWith("_")) {
      const { csrfExemption } = await import(path);
      const file = relative(ROUTES, path);
      yield { file, pattern: patternOf(file), exemption: csrfExemption };
    }
  }
}

/** `(members)/appointments/[id]/index.tsx` → `/appointments/:id`. */
function patternOf(file: string): string {
  const parts = file.replace(/\.tsx?$/, "").split(/[/\\]/)
    .filter((part) => !/^\(.*\)$/.test(part) && part !== "index");
  return `/${parts.map((part) => part.replace(/^\[(.+)\]$/, ":$1")).join("/")}`;
}

const routes = await Array.fromAsync(walk());

/** Every route that takes unsafe requests from elsewhere. A new one is a decision: add it here, with its reason. */
const EXEMPT: CsrfExemption[] = [];

Deno.test("the routes that are exempt from the CSRF check are these, and say so in their own file", () => {
  const found = routes.filter(({ exemption }) => exemption);
  const byRoute = (all: CsrfExemption[]) => all.toSorted((a, b) => a.route.localeCompare(b.route));
  assertEquals(byRoute(found.map(({ exemption }) => exemption!)), byRoute(EXEMPT));
  for (const { pattern, exemption } of found) assertEquals(exemption?.route, pattern);
});

Deno.test("every other route refuses an unsafe request without a token", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const accepted: string[] = [];
  for (const { pattern, exemption } of routes) {
    for (const visitor of [app.visitor(), ada]) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const headers = { origin: visitor.origin, "sec-fetch-site": "same-origin" };
        const path = pattern.replace(/:\w+/g, "x");
        const { status } = await visitor.send(path, { method, headers });
        if (status !== 403 && !exemption) accepted.push(`${method} ${pattern}: ${status}`);
      }
    }
  }
  assertEquals(accepted, []);
});
