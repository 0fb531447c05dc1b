import { DevalueError, stringify } from "devalue";
import { PLAIN_TAG, SLOT_TAG } from "./runtime/markers.ts";

/** Stands in island props for content that is already in the page. */
export class SlotReference {
  readonly id: string;

  constructor(id: number) {
    this.id = String(id);
  }
}

const reducers = {
  [SLOT_TAG]: (value: unknown) => value instanceof SlotReference && value.id,
  [PLAIN_TAG]: (value: unknown) => isInstance(value) && { ...value },
};

/**
 * Writes the props of all islands of a page as one text, in which values that several of them share
 * stay shared. It holds no `<`, so it can stand in a script.
 *
 * @param instances number of the island and its props, for each one on the page
 * @param nameOf names an island for the error message
 * @throws {TypeError} when a prop is a function, a symbol, or something else that cannot be sent
 */
export function serializeProps(
  instances: readonly (readonly [island: number, props: object])[],
  nameOf: (island: number) => string,
): string {
  try {
    return stringify(instances, reducers);
  } catch (error) {
    if (!(error instanceof DevalueError)) throw error;
    const [, instance = "0", path] = /^\[(\d+)\]\[1\]\.?(.*)$/.exec(error.path) ?? [];
    const name = nameOf(instances[Number(instance)]![0]);
    throw new TypeError(
      `The prop "${path}" of the island ${name} cannot be sent to the browser: ${error.message}`,
      { cause: error },
    );
  }
}

/** True for an instance of a class that is not built in. */
function isInstance(value: unknown): value is object {
  if (Object.prototype.toString.call(value) !== "[object Object]") return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) !== null;
}
