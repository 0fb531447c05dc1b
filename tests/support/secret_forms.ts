import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** Something that must not be found, and what it is. */
export interface Secret {
  readonly what: string;
  readonly text: string;
  /** Whether a bare SHA-256 of it would give it away, because people choose it. */
  readonly isChosen?: boolean;
}

/** Where a secret was found. */
export interface Leak {
  readonly what: string;
  readonly form: string;
  /** What stands before it. */
  readonly before: string;
}

const known = new WeakMap<Secret, Map<string, string>>();

/** How bytes could stand somewhere, each as text of one byte a character. */
function spellings(secret: Secret): Map<string, string> {
  const forms = known.get(secret) ?? spell(secret);
  known.set(secret, forms);
  return forms;
}

function spell({ text, isChosen }: Secret): Map<string, string> {
  const bytes = Buffer.from(text);
  const forms = new Map<string, string>([
    ["as it is", bytes.toString("latin1")],
    ["percent-encoded", encodeURIComponent(text)],
    ["as a form field", new URLSearchParams({ x: text }).toString().slice(2)],
    ["in HTML", text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")],
    ["in JSON", JSON.stringify(text).slice(1, -1)],
    ["in hex", bytes.toString("hex")],
  ]);
  for (const offset of [0, 1, 2]) {
    for (const encoding of ["base64", "base64url"] as const) {
      forms.set(`in ${encoding} from byte ${offset}`, inBase64(bytes, offset, encoding));
    }
  }
  if (/^[\w-]{43}$/.test(text)) {
    const raw = Buffer.from(text, "base64url");
    forms.set("as bytes", raw.toString("latin1")).set("its bytes in hex", raw.toString("hex"));
  }
  if (isChosen) {
    forms.set("in lower case", Buffer.from(text.toLowerCase()).toString("latin1"));
    const hash = createHash("sha256").update(bytes).digest();
    for (const encoding of ["hex", "base64url", "latin1"] as const) {
      forms.set(`as a bare hash in ${encoding}`, hash.toString(encoding));
    }
  }
  return forms;
}

/** The part of a base64 text that is the same whatever stands before and behind these bytes. */
function inBase64(bytes: Buffer, offset: number, encoding: "base64" | "base64url"): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const whole = padded.subarray(0, padded.length - padded.length % 3).toString(encoding);
  return whole.slice(offset === 0 ? 0 : 4);
}

/** Finds secrets in bytes, in any form that an app might give them by mistake. */
export function leaksIn(bytes: Uint8Array | string, secrets: Iterable<Secret>): Leak[] {
  const text = Buffer.from(bytes as Uint8Array).toString("latin1");
  const found: Leak[] = [];
  for (const secret of secrets) {
    for (const [form, spelling] of spellings(secret)) {
      const at = text.indexOf(spelling);
      if (at === -1) continue;
      found.push({ what: secret.what, form, before: text.slice(Math.max(0, at - 40), at) });
      break;
    }
  }
  return found;
}
