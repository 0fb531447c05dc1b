import { Buffer } from "node:buffer";
import type { Examined } from "@/lib/session/mod.ts";
import { count } from "./words.ts";

/** These keys of the app are no secrets; all others that begin with an underscore are. */
const SHOWN = new Set(["_permanent", "_flash"]);

/** `Deno.inspect` prints an object by what it says of itself here. */
const PRINT = Symbol.for("Deno.customInspect");

/** What a cookie holds, printed, with its secrets hidden; or why nobody looked. */
export function payloadInWords({ data, payload }: Examined): string {
  if (payload === "") return "–";
  if (!data) {
    const bytes = Buffer.byteLength(payload, "base64url");
    return `${count(bytes, "byte", "bytes")}. Nobody looks into what does not count.`;
  }
  const shown = new Map(
    [...data].map(([key, value]) => [key, isSecret(key) ? hide(value) : value]),
  );
  // A cookie holds 4,096 bytes, so nothing needs to be cut.
  return Deno.inspect(shown, {
    depth: Infinity,
    iterableLimit: Infinity,
    strAbbreviateSize: Infinity,
  });
}

function isSecret(key: string): boolean {
  return key.startsWith("_") && !SHOWN.has(key);
}

function hide(value: unknown): unknown {
  const length = typeof value === "string"
    ? ` (${count(value.length, "character", "characters")})`
    : "";
  return { [PRINT]: () => `hidden${length}` };
}
