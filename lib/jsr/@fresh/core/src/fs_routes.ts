/** Loads the files of the route folder and puts them into an app. */
import { checkHandlers } from "./answer.ts";
import type { Module, RouteEntry } from "./build.ts";
import { parseRoutePath, type RouteFilePath } from "./fs_path.ts";
import { joinPaths } from "./pattern.ts";
import type { AnyComponent, AnyRoute, Step } from "./route.ts";
import type { Site } from "./site.ts";

/** A file of the route folder. Special and eager ones are loaded, other routes load themselves. */
export type RouteFile = RouteFilePath & RouteEntry & { readonly module: Module | null };

/** Sorts the files by precedence, and loads those that are needed before the first request. */
export async function loadRouteFiles(entries: readonly RouteEntry[]): Promise<RouteFile[]> {
  const files = await Promise.all(entries.map(async (entry) => {
    const parsed = parseRoutePath(entry.path);
    if (parsed === null) return null;
    const isLazy = parsed.kind === "route" && !entry.eager;
    return { ...parsed, ...entry, module: isLazy ? null : await entry.load() };
  }));
  return files.filter((file) => file !== null)
    .sort((a, b) => Number(a.order > b.order) - Number(a.order < b.order));
}

/** Puts a file where its path says, below a prefix. */
export function addRouteFile(site: Site, file: RouteFile, prefix: string): void {
  const { kind, module, path } = file;
  const place = joinPaths(prefix, file.place);
  if (module === null) {
    const load = async () => toRoute(await file.load(), path);
    return site.route(joinPaths(prefix, file.pattern), load, undefined, place);
  }
  switch (kind) {
    case "_app":
      site.wrapper = componentOf(module, path);
      break;
    case "_layout":
      site.segments.at(place).layout = toLayout(module, path);
      break;
    case "_middleware":
      site.segments.at(place).middlewares.push(...toSteps(module, path));
      break;
    case "_error":
    case "_500":
      site.segments.at(place).errorRoute = toRoute(module, path);
      break;
    case "_404":
      site.notFound = toRoute(module, path);
      break;
    case "route": {
      const route = toRoute(module, path);
      const pattern = route.config?.routeOverride ?? file.pattern;
      site.route(joinPaths(prefix, pattern), route, undefined, place);
    }
  }
}

/** @throws {Error} naming the file, when the module answers nothing. */
function toRoute(module: Module, path: string): AnyRoute {
  const handler = handlerOf(module) as AnyRoute["handler"];
  const component = module.default as AnyComponent | undefined;
  if (handler === undefined && component === undefined) {
    throw new Error(`routes/${path} exports neither a component as default nor a handler`);
  }
  checkHandlers(`routes/${path}`, handler);
  return { handler, component, config: module.config as AnyRoute["config"] };
}

function toLayout(module: Module, path: string) {
  if (handlerOf(module) !== undefined) console.warn(`routes/${path}: a layout has no handlers`);
  return { component: componentOf(module, path), config: module.config as AnyRoute["config"] };
}

function componentOf(module: Module, path: string): AnyComponent {
  if (typeof module.default === "function") return module.default as AnyComponent;
  throw new Error(`routes/${path} exports no component as default`);
}

function toSteps(module: Module, path: string): Step[] {
  const exported = module.default ?? handlerOf(module);
  if (exported === undefined) throw new Error(`routes/${path} exports no middleware`);
  const list = [exported].flat() as Step["run"][];
  if (list.every((run) => typeof run === "function")) return list.map((run) => ({ run }));
  console.warn(`routes/${path}: a middleware is a function or a list of them, not an object`);
  return [];
}

function handlerOf(module: Module): unknown {
  return module.handler ?? module.handlers;
}
