/**
 * Builds an app and serves it while it is being written.
 * @module
 */
export { Builder } from "./builder.ts";
export type { BuildOptions, ResolvedBuildConfig } from "./config.ts";
