import { timingSafeEqual as equalBytes } from "node:crypto";

type Bytes = ArrayBufferView | ArrayBufferLike;

/**
 * Whether two buffers hold the same bytes, in a time that tells nothing about where they differ.
 *
 * Buffers of different lengths are unequal; the length is no secret.
 */
export function timingSafeEqual(a: Bytes, b: Bytes): boolean {
  return a.byteLength === b.byteLength && equalBytes(viewOf(a), viewOf(b));
}

/** Node takes any view, though its type here names only some. */
function viewOf(bytes: Bytes): Uint8Array {
  return ArrayBuffer.isView(bytes) ? bytes as Uint8Array : new Uint8Array(bytes);
}
