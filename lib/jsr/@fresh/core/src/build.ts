/**
 * The border between a build (`src/dev`, which makes one) and a running app (which uses it).
 * Private to this package.
 */
import type { ComponentType } from "preact";

/** One exported function of an island module, as pages and browsers know it. */
export interface Island {
  /** Unique name of the island in this build, safe as a JavaScript identifier. */
  readonly name: string;
  /** Name of the export inside the client module. */
  readonly exportName: string;
  /** The function that server code imports; rendering it is what marks the island. */
  // deno-lint-ignore no-explicit-any -- islands take all sorts of props
  readonly component: ComponentType<any>;
  /** Address of the client module, without the base path: `/_fresh/js/<build id>/<name>.js`. */
  readonly url: string;
}

export type Module = Readonly<Record<string, unknown>>;

/** One file below `routes/`. */
export interface RouteEntry {
  /** Path relative to the route folder, with `/`: `(members)/appointments/[id].tsx`. */
  readonly path: string;
  /** True for a file that mentions `routeOverride`: it is loaded before the first request. */
  readonly eager: boolean;
  /** Loads the module; called at most once per app. */
  load(): Promise<Module>;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** One file that the server may send as it is. */
export interface StaticFile {
  /** The value of `Content-Type`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Content hash for the ETag; null in development. */
  readonly hash: string | null;
  read(): Promise<Bytes | ReadableStream<Bytes>>;
}

/** Looks a file up by its decoded pathname, without the base path: `/styles.css`. */
export type FileLookup = (pathname: string) => Promise<StaticFile | null>;

export interface Build {
  /** Absolute path of the project. */
  readonly root: string;
  readonly mode: "development" | "production";
  readonly buildId: string;
  /** The modules of islands; a client module has the name given here. */
  readonly islands: readonly { readonly name: string; readonly module: Module }[];
  readonly routes: readonly RouteEntry[];
  /** Module source that development pages carry to reload themselves; absent in production. */
  readonly devScript?: string;
  readonly file: FileLookup;
}

/** Pathname of the folder with a build's client modules, whose content never changes. */
export function clientFolder(buildId: string): string {
  return `/_fresh/js/${buildId}/`;
}

/** The islands of a build by their components: every function that a module of islands exports. */
export function islandsOf({ buildId, islands }: Build): Map<unknown, Island> {
  const found = islands.flatMap(({ name, module }) =>
    Object.entries(module).map(([exportName, component]) => ({
      name: exportName === "default" ? name : `${name}_${exportName}`,
      exportName,
      component: component as ComponentType,
      url: `${clientFolder(buildId)}${name}.js`,
    }))
  ).filter(({ component }) => typeof component === "function");
  return new Map(found.map((island) => [island.component, island]));
}
