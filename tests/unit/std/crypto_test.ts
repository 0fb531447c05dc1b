import { assert, assertFalse } from "@std/assert";
import { timingSafeEqual } from "@std/crypto";
import { timingSafeEqual as bySubpath } from "@std/crypto/timing-safe-equal";

const bytes = (...values: number[]) => new Uint8Array(values);

Deno.test("equal bytes are equal whatever holds them", () => {
  const a = bytes(1, 2, 3);
  const pairs: [ArrayBufferView | ArrayBufferLike, ArrayBufferView | ArrayBufferLike][] = [
    [a, bytes(1, 2, 3)],
    [a, a.slice().buffer],
    [new SharedArrayBuffer(2), bytes(0, 0)],
    [new DataView(a.buffer), a],
    [bytes(0, 1, 2, 3, 4).subarray(1, 4), a],
    [new Uint16Array([513]), bytes(1, 2)],
    [bytes(), new ArrayBuffer(0)],
  ];
  for (const [left, right] of pairs) assert(timingSafeEqual(left, right));
});

Deno.test("one different byte makes buffers unequal", () => {
  assertFalse(timingSafeEqual(bytes(1, 2, 3), bytes(1, 2, 4)));
  assertFalse(timingSafeEqual(bytes(0, 2, 3), bytes(1, 2, 3)));
});

Deno.test("different lengths are unequal and no error", () => {
  assertFalse(bySubpath(bytes(1, 2), bytes(1, 2, 0)));
  assertFalse(bySubpath(bytes(), bytes(0)));
});
