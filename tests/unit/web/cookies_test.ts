import { assertEquals } from "@std/assert";
import { readCookie } from "@/lib/web/cookies.ts";

const HEADERS: [header: string | null, value: string | null, why: string][] = [
  [null, null, "no header"],
  ["", null, "an empty header"],
  ["session=abc", "abc", "one cookie"],
  ["a=1; session=abc; b=2", "abc", "one of several"],
  ["a=1;\tsession = abc ;b=2", "abc", "spaces and tabs around"],
  ["session=first; session=second", "first", "the first of two"],
  ["session=a=b==", "a=b==", "equals signs in the value"],
  ["session=%41%zz", "%41%zz", "percent signs, left as they are"],
  ["session", null, "a name without a value"],
  ["=session", null, "a value without a name"],
  ["xsession=1; sessionx=2", null, "names that only look alike"],
  ["\u00A0session=planted", null, "a no-break space before the name"],
  ["__proto__=x; session=abc", "abc", "a name that means something to JavaScript"],
  [`${"a=1; ".repeat(13_000)}session=abc`, "abc", "64 KiB of others"],
];

for (const [header, value, why] of HEADERS) {
  Deno.test(`a cookie is found, or not, in ${why}`, () => {
    assertEquals(readCookie(header, "session"), value);
  });
}
