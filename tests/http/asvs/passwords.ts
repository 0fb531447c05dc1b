/** ASVS 5.0 §6.2: passwords. What holds for a new one holds wherever one is chosen. */
import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { longPasswords } from "@/lib/auth/passwords/common_passwords.ts";
import { passwordError } from "@/lib/auth/passwords/policy.ts";
import { passwordForms } from "../../support/password_forms.ts";
import { testApp } from "../../support/app.ts";
import { withAda } from "../../support/members.ts";
import { PASSWORD } from "../../support/visitor.ts";

const GOOD = "harbor violin cloud ten";

/** Tries each of these passwords in every form that takes a new one, for a new Ada each time. */
async function chosen(passwords: readonly string[]): Promise<Map<string, number[]>> {
  const statuses = new Map<string, number[]>();
  for (const [form, choose] of Object.entries(passwordForms)) {
    for (const password of passwords) {
      await using app = await testApp();
      const { status, text } = await choose(app, password);
      assertFalse(text.includes(password), `${form} shows ${password}`);
      statuses.set(password, [...statuses.get(password) ?? [], status]);
    }
  }
  return statuses;
}

async function assertRefused(passwords: readonly string[]): Promise<void> {
  for (const [password, statuses] of await chosen(passwords)) {
    assert(statuses.every((status) => status === 422), `${password}: ${statuses}`);
  }
}

async function assertTaken(passwords: readonly string[]): Promise<void> {
  for (const [password, statuses] of await chosen(passwords)) {
    assert(statuses.every((status) => status === 303), `${password}: ${statuses}`);
  }
}

Deno.test("6.2.1: a password of eleven characters is refused everywhere, one of twelve is taken", async () => {
  await assertRefused(["plum orbit!", "🧥🎟️🕰️🪑🚪"]);
  await assertTaken(["plum orbit!x"]);
});

Deno.test("6.2.2, 6.2.3: people change their password with the old and the new one, and with no other", async () => {
  const { app, ada } = await withAda();
  await using _ = app;
  const change = (current_password: string) =>
    ada.submit("/account/password", { current_password, password: GOOD });
  for (const wrong of ["", "not the password", GOOD, PASSWORD.toUpperCase()]) {
    assertEquals((await change(wrong)).status, 422, wrong);
  }
  assertEquals((await app.visitor().login("ada@example.org", GOOD)).status, 401);
  assertEquals((await change(PASSWORD)).status, 303);
  assertEquals((await app.visitor().login("ada@example.org", GOOD)).status, 303);
  assertEquals((await app.visitor().login("ada@example.org", PASSWORD)).status, 401);
});

Deno.test("6.2.4: of the passwords that are long enough, the 3,000 most common ones are known, and refused", async () => {
  const common = await longPasswords();
  assert(common.length >= 3000 && common.every((password) => [...password].length >= 12));
  for (const password of common.slice(0, 3000)) assert(await passwordError(password, []), password);
});

Deno.test("6.2.4, 6.2.12: what breaches have shown to be common is refused everywhere", async () => {
  await assertRefused(["1q2w3e4r5t6y", "sleepyhollow", "Password1234!", "iloveyouiloveyou"]);
});

Deno.test("6.2.5: a password may be of any signs, without any rule for mixing them", async () => {
  await assertTaken([
    "plumorbitcandle",
    "PLUMORBITCANDLE",
    "731 905 2284 66",
    "слова из пальто",
    "🧥🎟️🕰️🪑🚪🪟 🧣🧤🧦",
    `"'<>&;\\$%{}|~^`,
  ]);
});

/** Every form of the app with a password field, as its pages show it. */
async function passwordFields(): Promise<[path: string, input: string][]> {
  const { app, ada } = await withAda();
  await using _ = app;
  const pages: [visitor: typeof ada, path: string][] = [
    [app.visitor(), "/login"],
    [app.visitor(), "/register"],
    [ada, "/confirm"],
    [ada, "/account/password"],
  ];
  const fields: [string, string][] = [];
  for (const [visitor, path] of pages) {
    const { text } = await visitor.get(path);
    const inputs = [...text.matchAll(/<input[^>]*name="[^"]*password[^"]*"[^>]*>/g)];
    assert(inputs.length > 0, path);
    fields.push(...inputs.map(([input]) => [path, input] as [string, string]));
  }
  return fields;
}

Deno.test("6.2.6: password fields hide what is typed, and never come filled in", async () => {
  for (const [path, input] of await passwordFields()) {
    assertStringIncludes(input, 'type="password"', path);
    assertFalse(/ value=/.test(input), path);
  }
});

Deno.test("6.2.7: password managers find their fields, and pasting is not hindered", async () => {
  for (const [path, input] of await passwordFields()) {
    assertMatch(input, / autocomplete="(current|new)-password"/, path);
    assertFalse(/ on[a-z]+=|maxlength|readonly/.test(input), path);
  }
  const island = await Deno.readTextFile("islands/PasswordField.tsx");
  assertFalse(/onPaste|onDrop|preventDefault/i.test(island));
});

Deno.test("6.2.8: a password counts exactly as it was typed: case, spaces, every character", async () => {
  await using app = await testApp();
  const password = ` Plum ${"orbit ".repeat(38)}candle  `;
  const fields = { name: "Ada", email: "ada@example.org", password };
  assertEquals((await app.visitor().submit("/register", fields)).status, 303);
  const others = [
    password.trim(),
    password.toLowerCase(),
    password.slice(0, -1),
    `${password} `,
    password.replace("candle", "candlE"),
    password.replaceAll("  ", " "),
  ];
  for (const other of others) {
    assertEquals((await app.visitor().login("ada@example.org", other)).status, 401, other);
  }
  assertEquals((await app.visitor().login("ada@example.org", password)).status, 303);
});

Deno.test("6.2.8: a letter that two systems write in two ways is one letter", async () => {
  await using app = await testApp();
  const password = "Möwe über dem Hafen";
  const fields = { name: "Ada", email: "ada@example.org", password: password.normalize("NFC") };
  await app.visitor().submit("/register", fields);
  const typed = password.normalize("NFD");
  assertEquals((await app.visitor().login("ada@example.org", typed)).status, 303);
});

Deno.test("6.2.9: a password of 64 characters is taken everywhere, one of 256 too", async () => {
  const long = "wardrobe hanger ticket lining ".repeat(9);
  await assertTaken([long.slice(0, 63) + "x", long.slice(0, 255) + "x"]);
});

Deno.test("6.2.10: a password is good for ten years, and nobody is asked for another", async () => {
  const { app } = await withAda();
  await using _ = app;
  app.wait(10 * 365 * 86_400);
  const ada = app.visitor();
  const { status, headers } = await ada.login("ada@example.org");
  assertEquals([status, headers.get("location")], [303, "/appointments"]);
  assertEquals((await ada.get("/appointments")).status, 200);
});

Deno.test("6.2.11: a password made of the person's name or email, or of the app's, is refused everywhere", async () => {
  await assertRefused([
    "ada-ada-ada-1815",
    "Ada@Example.org",
    "Cloakroom 2026!",
    "cloakroom-cloakroom",
  ]);
});
