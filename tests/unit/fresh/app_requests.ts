/** Small tools of these tests: a build made by hand, and requests to an app. */
import type { App } from "fresh";
import { applyBuild as giveBuild } from "../../../lib/jsr/@fresh/core/src/app.ts";
import type { Build, StaticFile } from "../../../lib/jsr/@fresh/core/src/build.ts";

export type Modules = Record<string, Record<string, unknown>>;

/** Applies a build that holds these route modules and files, and counts the modules' loads. */
export function applyBuild<State>(
  app: App<State>,
  modules: Modules,
  options: Partial<Build> & { files?: Record<string, StaticFile>; eager?: string[] } = {},
): { loads: string[] } {
  const loads: string[] = [];
  const { files = {}, eager = [], ...overrides } = options;
  giveBuild(app, {
    root: "/project",
    mode: "production",
    buildId: "b1",
    islands: [],
    routes: Object.entries(modules).map(([path, module]) => ({
      path,
      eager: eager.includes(path),
      load: () => (loads.push(path), Promise.resolve(module)),
    })),
    file: (pathname) => Promise.resolve(files[pathname] ?? null),
    ...overrides,
  });
  return { loads };
}

/** Sends one request, written as `"POST /path"` or just `"/path"`. */
export function request<State>(
  app: App<State>,
  line: string,
  init: RequestInit = {},
): Promise<Response> {
  const [method, path] = line.includes(" ") ? line.split(" ") : ["GET", line];
  return app.handler()(new Request(new URL(path!, "http://localhost"), { method, ...init }));
}

/** The status and body of the answer, as `"200 text"`. */
export async function ask<State>(
  app: App<State>,
  line: string,
  init?: RequestInit,
): Promise<string> {
  const response = await request(app, line, init);
  return `${response.status} ${await response.text()}`.trim();
}

/** Runs something with `console` methods replaced; resolves to what it would have printed. */
export async function silenced(
  method: "error" | "warn" | "log",
  run: () => unknown,
): Promise<unknown[]> {
  const original = console[method];
  const printed: unknown[] = [];
  console[method] = (...values: unknown[]) => void printed.push(...values);
  try {
    await run();
  } finally {
    console[method] = original;
  }
  return printed;
}
