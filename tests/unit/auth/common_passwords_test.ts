import { assert, assertEquals } from "@std/assert";
import { dictionary } from "@zxcvbn-ts/language-common";
import { isCommonPassword } from "@/lib/auth/passwords/common_passwords.ts";
import { PASSWORD } from "../../support/visitor.ts";

const COMMON = [
  "administrator",
  "1q2w3e4r5t6y",
  "JustinBieber",
  "sleepyhollow",
  "jesusLovesMe",
  // made longer
  "password1234",
  "Password!!!!",
  "P@ssw0rd2024!",
  "1999password",
  "12345monkey!",
  "qwertyuiop12",
  "basketballme",
  "mybasketball",
  "letmein-2026-12",
  "pass word 1234",
  "ＰＡＳＳＷＯＲＤ１２３４",
  // said again
  "iloveyouiloveyou",
  "iloveyou iloveyou iloveyou",
  "dragon1dragon1",
  "monkey12345!monkey12345!",
  "abcdabcdabcd",
  "sunshinesunsh",
  // what fingers find
  "123456789012",
  "987654321098",
  "abcdefghijkl",
  "zyxwvutsrqpo",
  "qwertyuiopasdf",
  "asdfghjklzxcvbnm2",
];

for (const password of COMMON) {
  Deno.test(`"${password}" is common`, async () => assert(await isCommonPassword(password)));
}

const OWN = [
  PASSWORD,
  "correct horse battery staple",
  "plum orbit candle",
  "twelve chars",
  "my dog eats 12 shoes",
  "x7#Kq!9zLp2w",
  "7#Kq!9zLp2w4",
  "4829-1837-2201",
  "пароль из слов",
  "🧥🎟️🕰️🪑 coats wait",
  "x7#Kqx7#Kq!!!",
  "dragon monkey lamp",
];

for (const password of OWN) {
  Deno.test(`"${password}" is somebody's own`, async () => {
    assertEquals(await isCommonPassword(password), false);
  });
}

Deno.test("the list holds at least ten thousand", () => {
  assert(new Set(dictionary["passwords-common"]).size >= 10_000);
});

Deno.test("not one of the longer ones on the list gets through", async () => {
  const long = dictionary["passwords-common"].map(String).filter(({ length }) => length >= 12);
  const missed = [];
  for (const password of long) if (!await isCommonPassword(password)) missed.push(password);
  assertEquals([long.length > 100, missed], [true, []]);
});
