import { assertEquals } from "@std/assert";
import { pauseAfter, type Standing, waitOf } from "@/lib/auth/passwords/throttle_rules.ts";
import { NOW } from "../../support/constants.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const PAUSES: [failures: number, minutes: number][] = [
  [0, 0],
  [9, 0],
  [10, 1],
  [11, 2],
  [12, 4],
  [15, 32],
  [16, 60],
  [17, 60],
  [5000, 60],
];

for (const [failures, minutes] of PAUSES) {
  Deno.test(`after ${failures} failures there is a pause of ${minutes} minutes`, () => {
    assertEquals(pauseAfter(failures), minutes * MINUTE);
  });
}

const CLEAN: Standing = { failures: 0, failedAt: 0, own: 0, elsewhere: [] };
const at = (count: number) => Array.from({ length: count }, (_, i) => NOW - i * 1000);

const STANDINGS: [what: string, standing: Partial<Standing>, wait: number][] = [
  ["nothing failed yet", {}, 0],
  ["nine tries have failed", { failures: 9, own: 9, failedAt: NOW }, 0],
  ["ten tries have failed just now", { failures: 10, own: 10, failedAt: NOW }, MINUTE],
  ["one of ten was from here", { failures: 10, own: 1, failedAt: NOW - 20_000 }, 40_000],
  ["nine have failed by a clock that is ahead", { failures: 9, own: 9, failedAt: NOW + 30_000 }, 0],
  ["the pause is over", { failures: 10, own: 10, failedAt: NOW - MINUTE }, 0],
  ["ten failed, none from here", { failures: 10, own: 0, failedAt: NOW }, 0],
  ["99 failed, none from here", { failures: 99, own: 0, failedAt: NOW }, 0],
  ["a hundred failed, none from here", { failures: 100, own: 0, failedAt: NOW }, HOUR],
  ["38 others failed from here", { elsewhere: at(38) }, 0],
  ["39 others failed from here", { elsewhere: at(39) }, HOUR - 38_000],
  ["both is so", { failures: 10, own: 1, failedAt: NOW, elsewhere: at(39) }, HOUR - 38_000],
];

for (const [what, standing, wait] of STANDINGS) {
  Deno.test(`when ${what}, a try waits ${wait / 1000} seconds`, () => {
    assertEquals(waitOf({ ...CLEAN, ...standing }, NOW), wait);
  });
}
