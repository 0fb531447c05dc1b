import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { HttpError } from "fresh";
import { sha256 } from "@/lib/crypto/digest.ts";
import {
  type CsrfData,
  CsrfError,
  csrfToken,
  isLate,
  ownedSecret,
  type Refusal,
  Session,
  sourceOf,
  tokenSource,
} from "@/lib/session/mod.ts";

const newSession = () =>
  new Session<CsrfData>({ open: () => null, assertWritable() {}, keyIds: [] });

Deno.test("a token tells of which session it is by a hash, the same for each of them", () => {
  const session = newSession();
  const { secret, hash } = ownedSecret();
  session.set("_csrf", secret);
  const [first, second] = [csrfToken(session), csrfToken(session)];
  assertNotEquals(first, second);
  assertEquals(tokenSource(first), { hash, isOwned: true });
  assertEquals(tokenSource(second), { hash, isOwned: true });
  assertEquals(hash, sha256(secret));
  assertNotEquals(ownedSecret().hash, hash);
});

Deno.test("a session that nobody was said to own is nobody's, and its tokens say so", () => {
  const session = newSession();
  const token = csrfToken(session);
  assertEquals(tokenSource(token)?.isOwned, false);
  assertEquals(tokenSource(token)?.hash, sha256(session.get("_csrf")!));
  assertNotEquals(tokenSource(csrfToken(newSession()))?.hash, tokenSource(token)?.hash);
});

Deno.test("the secret of somebody's session is never taken for nobody's, whatever chance says", () => {
  const { getRandomValues } = crypto;
  try {
    crypto.getRandomValues = (bytes) => bytes; // all zeros
    const session = newSession();
    session.set("_csrf", ownedSecret().secret);
    assertEquals(tokenSource(csrfToken(session))?.isOwned, true);
  } finally {
    crypto.getRandomValues = getRandomValues;
  }
});

for (const token of ["", "hello", "A".repeat(85), "A".repeat(88), `${"A".repeat(85)}!`]) {
  Deno.test(`“${token.slice(0, 5)}” of ${token.length} characters comes from no session`, () => {
    assertEquals(tokenSource(token), null);
  });
}

Deno.test("a request's token may be in its form or in its header", async () => {
  const session = newSession();
  const csrf_token = csrfToken(session);
  const ask = (init: RequestInit) =>
    sourceOf(new Request("http://localhost:8000/", { method: "POST", ...init }));
  const hash = sha256(session.get("_csrf")!);
  const source = { hash, isOwned: false };
  assertEquals(await ask({ body: new URLSearchParams({ csrf_token }) }), source);
  assertEquals(await ask({ headers: { "x-csrf-token": csrf_token } }), source);
  assertEquals(await ask({ body: new URLSearchParams({ title: "Dentist" }) }), null);
});

const LATE: Record<Refusal, boolean> = {
  "expired": true,
  "other-session": true,
  "missing": false,
  "wrong": false,
  "cross-site": false,
  "no-origin": false,
};

for (const [refusal, expected] of Object.entries(LATE)) {
  Deno.test(`a form that is refused as “${refusal}” ${expected ? "came late" : "is no late one"}`, () => {
    const cause = new CsrfError(refusal as Refusal);
    assertEquals(isLate(new HttpError(403, "", { cause })), expected);
    assert(!isLate(cause), "only the refusal of the request counts");
  });
}

Deno.test("other refusals are not late forms", () => {
  for (const error of [new HttpError(403), new HttpError(403, "", { cause: "expired" }), null]) {
    assertEquals(isLate(error), false);
  }
});
