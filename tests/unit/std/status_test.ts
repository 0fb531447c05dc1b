import { assert, assertEquals, assertFalse } from "@std/assert";
import {
  isClientErrorStatus,
  isErrorStatus,
  isInformationalStatus,
  isRedirectStatus,
  isServerErrorStatus,
  isStatus,
  isSuccessfulStatus,
  STATUS_CODE,
  STATUS_TEXT,
} from "@std/http/status";
import type { ErrorStatus, RedirectStatus, StatusCode, StatusText } from "@std/http";

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

Deno.test("each class of codes has its guard", () => {
  const guards = [
    isInformationalStatus,
    isSuccessfulStatus,
    isRedirectStatus,
    isClientErrorStatus,
    isServerErrorStatus,
  ];
  for (const code of Object.values(STATUS_CODE)) {
    const digits = guards.flatMap((guard, index) => guard(code) ? [index + 1] : []);
    assertEquals(digits, [Math.floor(code / 100)]);
    assertEquals(isErrorStatus(code), code >= 400);
  }
});

Deno.test("unregistered numbers are no status", () => {
  for (const code of [0, 99, 299, 306, 404.5, 600, NaN, -200]) assertFalse(isStatus(code));
  assert(isStatus(404));
});

Deno.test("the types know the numbers", () => {
  const redirect: RedirectStatus = STATUS_CODE.SeeOther;
  const errors: ErrorStatus[] = [STATUS_CODE.NotFound, STATUS_CODE.BadGateway];
  const text: StatusText = STATUS_TEXT[redirect];
  // @ts-expect-error 200 is not an error
  const wrong: ErrorStatus = 200;
  assertEquals([text, errors.includes(wrong)], ["See Other", false]);
});
