import { isDeepStrictEqual, types } from "node:util";

type Pairs = Map<object, Set<object>>;

/**
 * Whether two values look the same all the way down.
 *
 * Unlike Node's deep comparison this one takes a null prototype for a plain object's and 0 for -0.
 */
export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b, new Map());
}

function compare(a: unknown, b: unknown, seen: Pairs): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || classOf(a) !== classOf(b)) return false;
  if (a instanceof URL) return String(a) === String(b);
  if (isLeaf(a)) return isDeepStrictEqual(a, b);
  // A pair met again inside itself is a cycle: it is equal unless something else differs.
  if (seen.get(a)?.has(b)) return true;
  seen.set(a, (seen.get(a) ?? new Set()).add(b));
  if (a instanceof Set || a instanceof Map) return sameMembers(a, b as typeof a, seen);
  return sameProperties(a, b, seen);
}

function sameMembers(a: Iterable<unknown>, b: Iterable<unknown>, seen: Pairs): boolean {
  const left = [...b];
  const allFound = [...a].every((member) => {
    const at = left.findIndex((other) => compare(member, other, new Map(seen)));
    return at >= 0 && left.splice(at, 1);
  });
  return allFound && left.length === 0;
}

function sameProperties(a: object, b: object, seen: Pairs): boolean {
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  const keys = propertiesOf(a);
  if (keys.length !== propertiesOf(b).length) return false;
  return keys.every((key) =>
    Object.hasOwn(b, key) && compare(Reflect.get(a, key), Reflect.get(b, key), seen)
  );
}

function propertiesOf(value: object): PropertyKey[] {
  const isEnumerable = Object.prototype.propertyIsEnumerable;
  return Reflect.ownKeys(value).filter((key) => isEnumerable.call(value, key));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function classOf(value: object): unknown {
  return value.constructor ?? Object;
}

/** Built-in objects whose content is not in their properties. */
function isLeaf(value: object): boolean {
  return types.isDate(value) || types.isRegExp(value) || types.isNativeError(value) ||
    types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value) || types.isBoxedPrimitive(value);
}
