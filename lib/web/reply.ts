/** Bytes, however they are held. */
export type Bytes = ArrayBufferView<ArrayBuffer> | ArrayBuffer;

/** One piece of a streamed body. */
export type Piece = string | Bytes;

/** What is sent piece by piece: streams, and what generator functions give. */
export type Pieces = ReadableStream<Piece> | IterableIterator<Piece> | AsyncIterableIterator<Piece>;

/**
 * An object that is sent as JSON. The types refuse what they can tell apart: promises that nobody has waited for,
 * collections and functions.
 */
export type JsonObject = object & {
  readonly then?: undefined;
  readonly [Symbol.iterator]?: undefined;
  readonly [Symbol.asyncIterator]?: undefined;
  readonly [Symbol.hasInstance]?: undefined;
};

/** A list that is sent as JSON. One that begins with text would be taken for a tuple. */
export type JsonList =
  | readonly (JsonObject | readonly unknown[] | number | boolean | null)[]
  | readonly [number | boolean | null, ...unknown[]];

/** 200 to 599, or with words of its own: "404 Not Found". */
export type ReplyStatus = number | `${number} ${string}`;

/** What begins a tuple whatever follows. */
export type ReplyBody = Response | Piece | Blob | Pieces;

/** What begins a tuple only when a status or a `Headers` follows: with a plain object it would be a list for JSON. */
export type JsonBody = JsonObject | readonly unknown[];

type Nothing = null | undefined;

/** What a route made with `createReplies()` may return; `toResponse()` says what comes of it. */
export type Reply =
  | ReplyBody
  | JsonObject
  | JsonList
  | readonly [body: ReplyBody | JsonBody, status: ReplyStatus]
  | readonly [body: ReplyBody | JsonBody, status: ReplyStatus, headers: HeadersInit | Nothing]
  | readonly [body: ReplyBody, headers: HeadersInit]
  | readonly [body: ReplyBody, status: Nothing, headers: HeadersInit | Nothing]
  | readonly [body: JsonBody, headers: Headers]
  | readonly [body: JsonBody, status: Nothing, headers: Headers];

/** Made with braces, or without any prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Objects that are meant for JSON: plain ones, and those that say themselves what they are there. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (isPlainObject(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  // A lone date says so, too, but is text in JSON and no object. As a part of one it is welcome.
  return "toJSON" in value && typeof value.toJSON === "function" && !(value instanceof Date);
}

export function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

/** Streams and iterators, such as generators. A collection can be iterated, but is no iterator. */
export function isPieces(value: unknown): value is Pieces {
  if (value instanceof ReadableStream) return true;
  if (typeof value !== "object" || value === null) return false;
  const isIterable = Symbol.iterator in value || Symbol.asyncIterator in value;
  return isIterable && "next" in value && typeof value.next === "function";
}
