/**
 * The border between a build (`src/dev`, which makes a snapshot) and a running app (which uses it).
 * Private to this package.
 */
import type { ComponentType } from "preact";

/** One exported function of an island module, ready to be recognised on the server and loaded in a browser. */
export interface IslandEntry {
  /** Unique name of the island in this build, safe as a JavaScript identifier. */
  readonly name: string;
  /** Name of the export inside the client module. */
  readonly exportName: string;
  /** The function that server code imports; rendering it is what marks the island. */
  // deno-lint-ignore no-explicit-any
  readonly component: ComponentType<any>;
  /** Address of the client module, without the base path: `/_fresh/js/<build id>/<name>.js`. */
  readonly url: string;
}

/** One file below `routes/`. */
export interface FsRouteEntry {
  /** Path relative to the route folder, with `/`: `(members)/appointments/[id].tsx`. */
  readonly path: string;
  /** True when the text of the file mentions `routeOverride`: such a file is loaded eagerly, before the first request. */
  readonly eager: boolean;
  /** Loads the module; called at most once per app. */
  load(): Promise<Record<string, unknown>>;
}

/** One file that the server may send as it is. */
export interface StaticFile {
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Content hash for the ETag; null in development. */
  readonly hash: string | null;
  /** True for files below `/_fresh/js/<build id>/`, whose address changes with their content. */
  readonly immutable: boolean;
  read(): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>>;
}

export interface Snapshot {
  /** Absolute path of the project. */
  readonly root: string;
  readonly mode: "development" | "production";
  readonly buildId: string;
  /** Address of the client runtime, without the base path: `/_fresh/js/<build id>/fresh-runtime.js`. */
  readonly runtimeUrl: string;
  readonly islands: readonly IslandEntry[];
  readonly routes: readonly FsRouteEntry[];
  /** Module source that development pages carry to reload themselves; absent in production. */
  readonly devScript?: string;
  /** Looks a file up by its decoded pathname, without the base path: `/styles.css`. */
  file(pathname: string): Promise<StaticFile | null>;
}
