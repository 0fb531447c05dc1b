/** Put in by the bundler; on the server there is no such name. */
declare const FRESH_BUILD_ID: string | undefined;

/** Id of the running build; empty until one is applied. */
export let buildId = typeof FRESH_BUILD_ID === "string" ? FRESH_BUILD_ID : "";

/** Names the build that {@linkcode asset} addresses belong to. */
export function setBuildId(id: string): void {
  buildId = id;
}
