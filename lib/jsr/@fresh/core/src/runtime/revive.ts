import { PLAIN_TAG, SLOT_TAG } from "./markers.ts";

type Constructor = new (...args: unknown[]) => unknown;
/** Reads the value at an index. */
type Get = (index: number) => unknown;
/** Notes an object before it is filled, so that cycles find it. */
type Keep = <T>(target: T) => T;

/** Values that JSON lacks, by the negative index that devalue writes; 0 and -2 stand for none. */
const CONSTANTS = [0, undefined, 0, NaN, Infinity, -Infinity, -0];
const HOLE = -2;
const SPARSE = -7;

/**
 * Reads what devalue's `stringify` wrote. A third of the size of devalue's own `parse`, which
 * guards against hostile input; this text always comes from our own page.
 *
 * @param text devalue's flat format
 * @param slot gives what stands for the slot of that number
 */
export function revive(text: string, slot: (id: string) => unknown): unknown {
  const values: unknown[] = JSON.parse(text);
  const done: unknown[] = [];
  const get: Get = (index) => {
    if (index < 0) return CONSTANTS[-index];
    const keep: Keep = (target) => done[index] = target;
    return index in done ? done[index] : keep(build(values[index], get, keep, slot));
  };
  return get(0);
}

// deno-lint-ignore no-explicit-any -- what the parts are depends on what was written
function build(value: any, get: Get, keep: Keep, slot: (id: string) => unknown): unknown {
  if (!value || typeof value !== "object") return value;
  if (!Array.isArray(value)) return fill(keep({}), Object.entries(value).flat(), get);
  const [tag, ...args] = value;
  if (tag === SLOT_TAG) return slot(get(args[0]) as string);
  return typeof tag === "string" ? tagged(tag, args, get, keep) : array(value, keep([]), get);
}

// deno-lint-ignore no-explicit-any -- keys, and indexes of values
function fill(target: any, pairs: any[], get: Get): unknown {
  for (let i = 0; i < pairs.length; i += 2) target[pairs[i]] = get(pairs[i + 1]);
  return target;
}

function array(items: number[], target: unknown[], get: Get): unknown {
  const sparse = items[0] === SPARSE;
  target.length = sparse ? items[1]! : items.length;
  if (sparse) return fill(target, items.slice(2), get);
  items.forEach((item, i) => item === HOLE || (target[i] = get(item)));
  return target;
}

// deno-lint-ignore no-explicit-any -- what the arguments are depends on the tag
function tagged(tag: string, args: any[], get: Get, keep: Keep): unknown {
  const [first] = args;
  switch (tag) {
    case PLAIN_TAG:
      return get(first);
    case "null":
      return fill(keep(Object.create(null)), args, get);
    case "Set":
      return args.reduce((set, item) => set.add(get(item)), keep(new Set()));
    case "Map": {
      const map = keep(new Map());
      for (let i = 0; i < args.length; i += 2) map.set(get(args[i]), get(args[i + 1]));
      return map;
    }
    case "ArrayBuffer":
      return Uint8Array.from(atob(first), (char) => char.charCodeAt(0)).buffer;
    case "BigInt":
      return BigInt(first);
  }
  return construct(tag, args, get);
}

/** `Date`, `URL`, `RegExp`, `Temporal.*` take text; others the index of a value or buffer. */
function construct(tag: string, [first, ...rest]: unknown[], get: Get): unknown {
  const [name, member] = tag.split(".") as [string, string?];
  const scope = (globalThis as unknown as Record<string, unknown>)[name];
  // deno-lint-ignore no-explicit-any -- Temporal is newer than the library of types
  if (member) return (scope as any)[member].from(first);
  return new (scope as Constructor)(typeof first === "number" ? get(first) : first, ...rest);
}
