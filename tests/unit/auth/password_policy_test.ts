import { assertEquals, assertMatch } from "@std/assert";
import { passwordError } from "@/lib/auth/passwords/policy.ts";

const OWN = ["ada.lovelace@example.org", "Ada Lovelace"];

const FINE = [
  "plum orbit candle",
  "twelve chars",
  "correct horse battery staple",
  "пароль из слов",
  "🧥🎟️🕰️🪑 coats wait",
  "x7#Kq!9zLp2w",
  "a lovelace of apples and pears",
  "coats in the cloakroom",
  "w".repeat(200) + "abc 1",
];

for (const password of FINE) {
  Deno.test(`"${password.slice(0, 30)}" is a good password`, async () => {
    assertEquals(await passwordError(password, OWN), null);
  });
}

const REFUSED: [password: string, reason: RegExp][] = [
  ["", /choose/],
  ["short", /at least 12/],
  ["🧥🧥🧥🧥🧥🧥", /at least 12/],
  ["plum orbit candle ".repeat(15), /at most 256/],
  ["aaaaaaaaaaaaaaa", /different characters/],
  ["abababababababab", /different characters/],
  ["adalovelace1815", /made of your name/],
  ["Ada.Lovelace@Example.org", /made of your name/],
  ["LOVELACE-12345678", /made of your name/],
  ["Cloakroom 2026!", /name of this site/],
  ["cloakroomcloakroom", /name of this site/],
  ["password1234", /common password/],
];

for (const [password, reason] of REFUSED) {
  Deno.test(`"${password.slice(0, 30)}" is refused, with the reason`, async () => {
    assertMatch(await passwordError(password, OWN) ?? "", reason);
  });
}
