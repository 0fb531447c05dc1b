import { assert, assertEquals, assertFalse } from "@std/assert";
import { join, relative } from "node:path";
import type { CsrfExemption } from "@/lib/session/mod.ts";
import { testApp } from "../support/app.ts";
import { ROOT } from "../support/constants.ts";
import { tokenIn } from "../support/visitor.ts";

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

const METHODS = ["POST", "PUT", "PATCH", "DELETE"];
const isApi = ({ pattern }: RouteFile) => pattern.startsWith("/api/");
const pathOf = ({ pattern }: RouteFile) => pattern.replace(/:\w+/g, "x");

Deno.test("every other route refuses an unsafe request without a token", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const accepted: string[] = [];
  for (const route of routes.filter((route) => !isApi(route))) {
    for (const visitor of [app.visitor(), ada]) {
      for (const method of METHODS) {
        const headers = { origin: visitor.origin, "sec-fetch-site": "same-origin" };
        const { status } = await visitor.send(pathOf(route), { method, headers });
        if (status !== 403 && !route.exemption) {
          accepted.push(`${method} ${route.pattern}: ${status}`);
        }
      }
    }
  }
  assertEquals(accepted, []);
});

Deno.test("every route of the API refuses any request that brings no API token, whatever else it brings", async () => {
  await using app = await testApp();
  const ada = await app.visitor().as(await app.person("Ada"));
  const token = tokenIn((await ada.get("/appointments/new")).text)!;
  const own = {
    origin: ada.origin,
    "sec-fetch-site": "same-origin",
    "x-csrf-token": token,
    "content-type": "application/json",
  };
  const found = routes.filter(isApi);
  assert(found.length >= 3);
  for (const route of found) {
    for (const visitor of [app.visitor(), ada]) {
      for (const method of ["GET", "HEAD", "OPTIONS", ...METHODS]) {
        for (const headers of [{}, own]) {
          const answer = await visitor.send(pathOf(route), { method, headers });
          assertEquals([method, route.pattern, answer.status], [method, route.pattern, 401]);
          assertEquals(answer.headers.getSetCookie(), []);
          assertFalse(/cookie/i.test(answer.headers.get("vary") ?? ""));
        }
      }
    }
  }
});
