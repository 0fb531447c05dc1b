import { assertEquals } from "@std/assert";
import type { StatusText } from "@std/http";
import { STATUS_CODE, STATUS_TEXT, type StatusCode } from "@std/http/status";

Deno.test("every named code has a text and every text a name", () => {
  const codes = Object.values(STATUS_CODE).map(String).sort();
  assertEquals(codes, Object.keys(STATUS_TEXT).sort());
});

Deno.test("names and texts say the same", () => {
  const letters = (text: string) => text.replace(/[^a-z]/gi, "").toLowerCase();
  const shortened: StatusCode[] = [203, 407, 416, 418];
  for (const [name, code] of Object.entries(STATUS_CODE)) {
    if (!shortened.includes(code)) assertEquals(letters(STATUS_TEXT[code]), letters(name));
  }
});

Deno.test("the types know the numbers", () => {
  const text: StatusText = STATUS_TEXT[STATUS_CODE.SeeOther];
  // @ts-expect-error 299 is no registered status
  const unknown: StatusCode = 299;
  assertEquals([text, STATUS_TEXT[unknown]], ["See Other", undefined]);
});
