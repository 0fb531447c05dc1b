import { assertEquals, assertNotEquals } from "@std/assert";
import { createSealer } from "@/lib/crypto/seal.ts";
import { SECRET } from "../../support/constants.ts";

const OTHER = "an0ther-key-for-tests-0123456789-abcdefghij";
const sealer = createSealer([SECRET], "form");

Deno.test("what was sealed opens, and says nothing to who reads the bytes", () => {
  for (const text of ["", "plum orbit", "ü 👩‍⚕️ \0", "x".repeat(100_000)]) {
    const sealed = sealer.seal(text);
    assertEquals(sealer.open(sealed), text);
    assertNotEquals(sealed, sealer.seal(text));
    assertEquals(atob(sealed.replace(/[-_]/g, "A")).includes("plum"), false);
  }
});

Deno.test("a seal opens for its own purpose and under a known secret alone", () => {
  const sealed = sealer.seal("text");
  assertEquals(createSealer([SECRET], "mail").open(sealed), null);
  assertEquals(createSealer([OTHER], "form").open(sealed), null);
  assertEquals(createSealer([OTHER, SECRET], "form").open(sealed), "text");
});

Deno.test("a seal that was changed anywhere does not open", () => {
  const sealed = sealer.seal("some text");
  for (let i = 0; i < sealed.length; i++) {
    const changed = sealed.slice(0, i) + (sealed[i] === "A" ? "B" : "A") + sealed.slice(i + 1);
    assertEquals(sealer.open(changed), null, `at ${i}`);
  }
});

Deno.test("what is no seal does not open, and nothing is thrown", () => {
  const sealed = sealer.seal("text");
  const nonsense = [
    "",
    "A",
    "AAAA",
    "no seal",
    "ä€",
    "=".repeat(40),
    "A".repeat(37),
    "A".repeat(38),
  ];
  for (const text of [...nonsense, sealed.slice(0, -1), `${sealed}=`, ` ${sealed}`]) {
    assertEquals(sealer.open(text), null, text);
  }
});
