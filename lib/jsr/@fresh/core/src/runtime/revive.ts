import { PLAIN_TAG, SLOT_TAG } from "./markers.ts";

type Constructor = new (...args: unknown[]) => unknown;
type Target = Record<string | number, unknown>;

/** What devalue writes for values that JSON lacks; all are negative, indexes are not. */
const CONSTANTS: Target = {
  "-1": undefined,
  "-3": NaN,
  "-4": Infinity,
  "-5": -Infinity,
  "-6": -0,
};
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
  return new Reviver(JSON.parse(text), slot).get(0);
}

/** Objects are kept in `#done` before they are filled, so that cycles find them. */
class Reviver {
  #values: unknown[];
  #slot: (id: string) => unknown;
  #done: unknown[] = [];

  constructor(values: unknown[], slot: (id: string) => unknown) {
    this.#values = values;
    this.#slot = slot;
  }

  get(index: number): unknown {
    if (index < 0) return CONSTANTS[index];
    if (!(index in this.#done)) this.#done[index] = this.#build(this.#values[index], index);
    return this.#done[index];
  }

  #build(value: unknown, index: number): unknown {
    if (!value || typeof value !== "object") return value;
    const keep = <T>(target: T) => this.#done[index] = target;
    if (!Array.isArray(value)) return this.#fill(keep({}), Object.entries(value).flat());
    const [first, ...rest] = value;
    return typeof first === "string"
      ? this.#tagged(first, rest, keep)
      : this.#array(value, keep([]));
  }

  #fill(target: unknown, pairs: unknown[]): unknown {
    for (let i = 0; i < pairs.length; i += 2) {
      (target as Target)[pairs[i] as string] = this.get(pairs[i + 1] as number);
    }
    return target;
  }

  #array(items: number[], target: unknown[]): unknown {
    const sparse = items[0] === SPARSE;
    target.length = sparse ? items[1]! : items.length;
    if (sparse) return this.#fill(target, items.slice(2));
    items.forEach((item, i) => item === HOLE || (target[i] = this.get(item)));
    return target;
  }

  // deno-lint-ignore no-explicit-any -- what the arguments are depends on the tag
  #tagged(tag: string, args: any[], keep: <T>(target: T) => T): unknown {
    const [first] = args;
    switch (tag) {
      case SLOT_TAG:
        return this.#slot(this.get(first) as string);
      case PLAIN_TAG:
        return this.get(first);
      case "null":
        return this.#fill(keep(Object.create(null)), args);
      case "Set":
        return args.reduce((set, item) => set.add(this.get(item)), keep(new Set()));
      case "Map": {
        const map = keep(new Map());
        for (let i = 0; i < args.length; i += 2) map.set(this.get(args[i]), this.get(args[i + 1]));
        return map;
      }
      case "ArrayBuffer":
        return Uint8Array.from(atob(first), (char) => char.charCodeAt(0)).buffer;
      case "BigInt":
        return BigInt(first);
    }
    return this.#global(tag, args);
  }

  /** `Date`, `URL`, `RegExp`, `Temporal.*` take text; others the index of a value or buffer. */
  #global(tag: string, [first, ...rest]: unknown[]): unknown {
    const [name, member] = tag.split(".") as [string, string?];
    const scope = (globalThis as unknown as Record<string, unknown>)[name];
    // deno-lint-ignore no-explicit-any -- Temporal is newer than the library of types
    if (member) return (scope as any)[member].from(first);
    const argument = typeof first === "number" ? this.get(first) : first;
    return new (scope as Constructor)(argument, ...rest);
  }
}
