import { stringify } from "devalue";
import { Buffer } from "node:buffer";
import type { Codec, Decoded } from "./codec.ts";

/** Keys that the session layer keeps for itself begin with an underscore, as in Flask. */
export interface SessionData {
  /** Set by {@linkcode Session.permanent}. */
  _permanent?: boolean;
}

/** Where a session comes from: a visitor's cookie, as the codec reads it. */
export interface SessionSource extends Pick<Codec, "assertWritable" | "keyIds"> {
  /** Reads the cookie; called once, at the first touch. */
  open(): Decoded | null;
}

/**
 * The values kept for one visitor: a typed map that knows whether it was looked at and whether it was changed.
 * It is decoded at the first touch, so a request that never asks for it pays nothing.
 *
 * Values may be all that devalue carries: JSON types, undefined, bigint, Date, Map, Set, Uint8Array and
 * what is built of them. They are changed in place or by `set`; both are noticed.
 */
export class Session<D extends SessionData = SessionData> {
  readonly #source: SessionSource;
  #decoded: Decoded | null | undefined;
  #data = new Map<string, unknown>();
  #isModified = false;
  #isLeft = false;
  /** The values as they were opened, once a caller holds an object out of them and could change it in place. */
  #before: string | undefined;

  constructor(source: SessionSource) {
    this.#source = source;
  }

  /** The value under `key`, itself and no copy; undefined when there is none. */
  get<K extends keyof D & string>(key: K): D[K] | undefined {
    const value = this.#touch().get(key);
    if (isObject(value)) this.#watch();
    return value as D[K] | undefined;
  }

  /**
   * Setting the value that is there already changes nothing.
   *
   * @throws {TypeError} when a cookie can't carry the value: a function, a symbol, an object of a class
   * @throws {Error} when there is no secret key to sign it with
   */
  set<K extends keyof D & string>(key: K, value: D[K]): void {
    const data = this.#touch();
    this.#source.assertWritable();
    if (data.has(key) && Object.is(data.get(key), value) && !isObject(value)) return;
    assertCarriable(key, value);
    data.set(key, value);
    this.#isModified = true;
  }

  /** Counts as access, like every question. */
  has(key: keyof D & string): boolean {
    return this.#touch().has(key);
  }

  /** Returns whether there was something to delete. */
  delete(key: keyof D & string): boolean {
    const deleted = this.#touch().delete(key);
    this.#isModified ||= deleted;
    return deleted;
  }

  /** Takes a value out: reads and deletes it. */
  pop<K extends keyof D & string>(key: K): D[K] | undefined {
    const value = this.get(key);
    this.delete(key);
    return value;
  }

  /** The value under `key`, set to `fallback` first when there is none. Throws as `set` does. */
  setDefault<K extends keyof D & string>(key: K, fallback: NonNullable<D[K]>): NonNullable<D[K]> {
    const value = this.get(key);
    if (value !== undefined) return value as NonNullable<D[K]>;
    this.set(key, fallback);
    return this.get(key) as NonNullable<D[K]>;
  }

  /** Deletes everything but the keys named in `keep`. */
  clear({ keep = [] }: { keep?: readonly (keyof D & string)[] } = {}): void {
    for (const key of [...this.#touch().keys()]) {
      if (!keep.includes(key as keyof D & string)) this.delete(key as keyof D & string);
    }
  }

  /** In the order in which they were set. */
  keys(): IterableIterator<string> {
    return this.#touch().keys();
  }

  /** Keys with their values, in the order in which they were set. */
  [Symbol.iterator](): IterableIterator<[string, unknown]> {
    const data = this.#touch();
    this.#watch();
    return data.entries();
  }

  /** How many keys there are. */
  get size(): number {
    return this.#touch().size;
  }

  /** Whether the cookie outlives the browser. Setting it to true throws as `set` does. */
  get permanent(): boolean {
    return this.get("_permanent" as keyof D & string) === true;
  }

  set permanent(permanent: boolean) {
    const key = "_permanent" as keyof D & string;
    if (permanent) this.set(key, true as D[typeof key]);
    else this.delete(key);
  }

  /** Whether the visitor came without a session that could be opened. */
  get isNew(): boolean {
    this.#touch();
    return this.#decoded === null;
  }

  /** Whether anything was asked of the session, if only whether a key exists. */
  get isAccessed(): boolean {
    return this.#decoded !== undefined;
  }

  /**
   * Whether there is something new to save.
   *
   * @throws {Error} when a value was changed in place into one that a cookie can't carry
   */
  get isModified(): boolean {
    if (this.#isModified) return true;
    return this.#before !== undefined && this.#before !== stringify(this.#data);
  }

  /** Leaves the visitor's cookie as it is: whatever this request changes is not saved. */
  leave(): void {
    this.#isLeft = true;
  }

  get isLeft(): boolean {
    return this.#isLeft;
  }

  /** When the cookie was signed, in milliseconds since 1970, and under which key; null for a new session. */
  get origin(): Omit<Decoded, "data"> | null {
    this.#touch();
    return this.#decoded ?? null;
  }

  /** Short name of the key that signs this session when it is saved; empty when there is none. */
  get keyId(): string {
    return this.#source.keyIds[0] ?? "";
  }

  #touch(): Map<string, unknown> {
    if (this.#decoded === undefined) {
      this.#decoded = this.#source.open();
      if (this.#decoded) this.#data = this.#decoded.data;
    }
    return this.#data;
  }

  #watch(): void {
    this.#before ??= stringify(this.#data);
  }
}

/** The keys of a session with the bytes that each takes in the payload, biggest first. */
export function sizes(session: Iterable<[string, unknown]>): [key: string, bytes: number][] {
  return [...session]
    .map(([key, value]): [string, number] => [key, Buffer.byteLength(stringify(value))])
    .sort(([, a], [, b]) => b - a);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Refuses at once, where the stack still tells who did it, what could not be written at the end. */
function assertCarriable(key: string, value: unknown): void {
  try {
    stringify(value);
  } catch (error) {
    throw new TypeError(`The session cannot keep "${key}": ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
