import { isBytes, isJsonObject, isPieces, type Piece, type Pieces } from "./reply.ts";
import { ALLOWED, describe, firstLine, misfit } from "./reply_words.ts";

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json";

const JSON_RULE =
  "JSON has objects, arrays, strings, numbers, booleans and null, and nothing may contain itself.";

const encoder = new TextEncoder();

export interface Content {
  readonly content: BodyInit;
  /** Its content type, unless headers say otherwise. */
  readonly type: string;
}

/**
 * What is sent for a value that is no Response and no tuple.
 *
 * @throws {TypeError} when nothing can be sent for it
 */
export function contentOf(body: unknown, route: string): Content {
  if (typeof body === "string") return { content: body, type: HTML };
  if (isBytes(body)) return { content: body, type: HTML };
  if (body instanceof Blob) return { content: body, type: body.type || HTML };
  if (isPieces(body)) return { content: streamOf(body, route), type: HTML };
  if (Array.isArray(body) || isJsonObject(body)) {
    return { content: jsonOf(body, route), type: JSON_TYPE };
  }
  throw misfit(route, `returned ${describe(body)}. ${ALLOWED}`);
}

function jsonOf(value: object, route: string): string {
  try {
    const json = JSON.stringify(value);
    if (json === undefined) throw new TypeError("its toJSON gives nothing");
    return json;
  } catch (error) {
    const words = `${describe(value)} that cannot be sent as JSON: ${firstLine(error)}`;
    throw misfit(route, `returned ${words}. ${JSON_RULE}`, error);
  }
}

/** Strings and bytes as a stream of bytes. Who stops reading stops the source, too. */
function streamOf(source: Pieces, route: string): ReadableStream<Uint8Array> {
  const pieces = source instanceof ReadableStream ? source : ReadableStream.from(ending(source));
  if (pieces.locked) throw misfit(route, "returned a stream that somebody reads already.");
  return (pieces as ReadableStream<unknown>).pipeThrough(
    new TransformStream<unknown, Uint8Array>({
      transform(piece, controller) {
        const bytes = bytesOf(piece, route);
        if (bytes.length > 0) controller.enqueue(bytes); // an empty chunk means the end in HTTP/1.1
      },
    }),
  );
}

/** Deno 2.5 forgets to end an iterator that is not asynchronous when nobody reads on. */
function ending(source: Exclude<Pieces, ReadableStream>): AsyncIterable<Piece> {
  if (Symbol.asyncIterator in source) return source;
  return (async function* () {
    yield* source;
  })();
}

function bytesOf(piece: unknown, route: string): Uint8Array {
  if (typeof piece === "string") return encoder.encode(piece);
  if (ArrayBuffer.isView(piece)) {
    return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  }
  if (piece instanceof ArrayBuffer) return new Uint8Array(piece);
  throw misfit(route, `streamed ${describe(piece)}. A stream is made of strings and bytes.`);
}
