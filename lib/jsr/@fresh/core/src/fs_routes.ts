/** Loads the files of the route folder and puts them into an app. */
import type { Assembly } from "./assembly.ts";
import { compareRoutePaths, parseRoutePath, type RouteFilePath } from "./fs_path.ts";
import { joinPaths } from "./pattern.ts";
import type { AnyComponent, AnyMiddleware, AnyRoute } from "./segments.ts";
import type { FsRouteEntry } from "./snapshot.ts";

/** A file of the route folder. Special and eager ones are loaded, other routes load themselves. */
export interface RouteFile extends RouteFilePath {
  readonly entry: FsRouteEntry;
  readonly module: Record<string, unknown> | null;
}

/** Sorts the files by precedence, and loads those that are needed before the first request. */
export function loadRouteFiles(entries: readonly FsRouteEntry[]): Promise<RouteFile[]> {
  const files = entries.flatMap((entry) => {
    const parsed = parseRoutePath(entry.path);
    return parsed === null ? [] : [{ ...parsed, entry }];
  });
  return Promise.all(
    files.sort(compareRoutePaths).map(async (file) => {
      const isLazy = file.kind === "route" && !file.entry.eager;
      return { ...file, module: isLazy ? null : await file.entry.load() };
    }),
  );
}

/** Puts a file where its path says, below a prefix. */
export function addRouteFile(assembly: Assembly, file: RouteFile, prefix: string): void {
  const { kind, module, entry } = file;
  if (kind === "route" || module === null) return addRoute(assembly, file, prefix);
  const place = joinPaths(prefix, file.place);
  switch (kind) {
    case "app":
      return assembly.appWrapper(componentOf(module, entry.path));
    case "layout":
      return addLayout(assembly, place, module, entry.path);
    case "middleware":
      return assembly.use(place, middlewaresOf(module, entry.path));
    case "error":
      return assembly.onError(place, toRoute(module, entry.path));
    case "notFound":
      return assembly.notFound(toRoute(module, entry.path));
  }
}

function addRoute(
  assembly: Assembly,
  { pattern, place, module, entry }: RouteFile,
  prefix: string,
): void {
  const loaded = module === null ? null : toRoute(module, entry.path);
  const path = joinPaths(prefix, loaded?.config?.routeOverride ?? pattern);
  const route = loaded ?? (async () => toRoute(await entry.load(), entry.path));
  assembly.route(path, route, undefined, joinPaths(prefix, place));
}

function addLayout(
  assembly: Assembly,
  place: string,
  module: Record<string, unknown>,
  path: string,
): void {
  if (handlerOf(module) !== undefined) console.warn(`routes/${path}: a layout has no handlers`);
  assembly.layout(place, componentOf(module, path), module.config as AnyRoute["config"]);
}

/** @throws {Error} naming the file, when the module answers nothing. */
function toRoute(module: Record<string, unknown>, path: string): AnyRoute {
  const handler = handlerOf(module) as AnyRoute["handler"];
  const component = module.default as AnyComponent | undefined;
  if (handler === undefined && component === undefined) {
    throw new Error(`routes/${path} exports neither a component as default nor a handler`);
  }
  for (const fn of typeof handler === "function" ? [handler] : Object.values(handler ?? {})) {
    if (fn.length > 1) {
      throw new Error(`routes/${path}: a handler takes one parameter, the context`);
    }
  }
  return { handler, component, config: module.config as AnyRoute["config"] };
}

function componentOf(module: Record<string, unknown>, path: string): AnyComponent {
  if (typeof module.default === "function") return module.default as AnyComponent;
  throw new Error(`routes/${path} exports no component as default`);
}

function middlewaresOf(module: Record<string, unknown>, path: string): AnyMiddleware[] {
  const exported = module.default ?? handlerOf(module);
  if (exported === undefined) throw new Error(`routes/${path} exports no middleware`);
  const list = [exported].flat() as AnyMiddleware[];
  if (list.every((middleware) => typeof middleware === "function")) return list;
  console.warn(`routes/${path}: a middleware is a function or a list of them, not an object`);
  return [];
}

function handlerOf(module: Record<string, unknown>): unknown {
  return module.handler ?? module.handlers;
}
