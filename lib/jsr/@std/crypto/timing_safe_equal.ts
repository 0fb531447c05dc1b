import { timingSafeEqual as equalBytes } from "node:crypto";

/**
 * Whether two buffers hold the same bytes, in a time that tells nothing about where they differ.
 *
 * Buffers of different lengths are unequal; the length is no secret.
 */
export function timingSafeEqual(
  a: ArrayBufferView | ArrayBufferLike | DataView,
  b: ArrayBufferView | ArrayBufferLike | DataView,
): boolean {
  return a.byteLength === b.byteLength && equalBytes(bytesOf(a), bytesOf(b));
}

function bytesOf(source: ArrayBufferView | ArrayBufferLike): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
