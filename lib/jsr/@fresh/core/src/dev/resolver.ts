import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from "esbuild";
import type { DenoConfig } from "./deno_config.ts";

const RUNTIME = fileURLToPath(new URL("../runtime/mod.ts", import.meta.url));
const RUNTIME_SPECIFIER = /^(?:fresh|(?:jsr:\/?)?@fresh\/core(?:@[^/]*)?)\/runtime$/;
const NPM_SPECIFIER = /^npm:\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]*)?(\/.*)?$/;

/** Looks a specifier up in the imports of a deno.json. */
export function mapSpecifier({ path, imports = {} }: DenoConfig, specifier: string): string {
  const key = Object.keys(imports)
    .filter((key) => specifier === key || specifier.startsWith(key.replace(/\/?$/, "/")))
    .sort((a, b) => b.length - a.length)[0];
  if (key === undefined) return specifier;
  const target = imports[key]! + specifier.slice(key.length);
  return /^\.{0,2}\//.test(target) ? resolve(dirname(path), target) : target;
}

/**
 * Lets esbuild find modules as Deno does: through the project's imports, npm packages in
 * `node_modules`, and the one copy of preact that the server uses too.
 */
export function projectResolver(config: DenoConfig, root: string): Plugin {
  function onResolve(
    build: PluginBuild,
    { path, kind, pluginData }: OnResolveArgs,
  ): OnResolveResult | undefined | Promise<OnResolveResult> {
    if (pluginData === projectResolver) return;
    const mapped = mapSpecifier(config, path);
    if (RUNTIME_SPECIFIER.test(mapped)) return { path: RUNTIME };
    const [, name = mapped, subpath = ""] = NPM_SPECIFIER.exec(mapped) ?? [];
    if (/^preact(?:\/|$)/.test(name)) {
      return { path: fileURLToPath(import.meta.resolve(name + subpath)) };
    }
    if (name === path) return;
    return build.resolve(name + subpath, { kind, resolveDir: root, pluginData: projectResolver });
  }
  return {
    name: "project",
    setup: (build) => build.onResolve({ filter: /^[^./]/ }, (args) => onResolve(build, args)),
  };
}
