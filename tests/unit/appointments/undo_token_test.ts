import { assertEquals, assertNotEquals } from "@std/assert";
import { signUndo, verifyUndo } from "@/lib/appointments/undo_token.ts";
import { createKeyring } from "@/lib/crypto/keyring.ts";

const keys = createKeyring(["a secret of at least 32 random bytes"], "undo");
const ADA = { userId: "ada", loginId: "login" };
const TICKET = { undoId: crypto.randomUUID(), expiresAt: 1_800_000_000_000 };

Deno.test("a token for Undo tells what it was made for", () => {
  assertEquals(verifyUndo(keys, ADA, signUndo(keys, ADA, TICKET)), TICKET);
});

Deno.test("it is good for that person and that login alone, wherever one ends and the other begins", () => {
  const token = signUndo(keys, ADA, TICKET);
  for (
    const other of [
      { userId: "bo", loginId: "login" },
      { userId: "ada", loginId: "another" },
      { userId: "adal", loginId: "ogin" },
      { userId: 'ada","login', loginId: "" },
    ]
  ) assertEquals(verifyUndo(keys, other, token), null);
});

Deno.test("no key of another purpose or app makes one, and a replaced key still does", () => {
  const token = signUndo(keys, ADA, TICKET);
  for (const other of ["session", "undo "]) {
    const others = createKeyring(["a secret of at least 32 random bytes"], other);
    assertEquals(verifyUndo(keys, ADA, signUndo(others, ADA, TICKET)), null);
  }
  const replaced = createKeyring(["another", "a secret of at least 32 random bytes"], "undo");
  assertEquals(verifyUndo(replaced, ADA, token), TICKET);
  assertNotEquals(signUndo(replaced, ADA, TICKET), token);
});

Deno.test("a token with any character changed, added or taken away is none", () => {
  const token = signUndo(keys, ADA, TICKET);
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === "1" ? "2" : "1";
    assertEquals(verifyUndo(keys, ADA, token.slice(0, i) + other + token.slice(i + 1)), null);
    assertEquals(verifyUndo(keys, ADA, token.slice(0, i) + token.slice(i + 1)), null);
  }
  for (const text of [`${token}=`, ` ${token}`, `${token}.`, "", "..", `0${token}`]) {
    assertEquals(verifyUndo(keys, ADA, text), null);
  }
});
