import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { createKeyring } from "@/lib/crypto/keyring.ts";
import { createCodec } from "@/lib/session/codec.ts";
import {
  createSessionSettings,
  type SessionOptions,
  SessionOptionsError,
} from "@/lib/session/mod.ts";
import { NOW, SECRET } from "../../support/constants.ts";
import { sessionApp } from "../../support/session_app.ts";

const clock = () => NOW;

function settings(options: Partial<SessionOptions> = {}) {
  return createSessionSettings({
    secrets: [SECRET],
    secure: true,
    lifetime: 60,
    clock,
    ...options,
  });
}

const NAMES: [options: Partial<SessionOptions>, name: string][] = [
  [{}, "__Host-session"],
  [{ secure: false }, "session"],
  [{ domain: "book.example" }, "__Secure-session"],
  [{ path: "/book" }, "__Secure-session"],
  [{ secure: false, path: "/book" }, "session"],
  [{ secure: false, partitioned: true }, "session"],
  [{ name: "sid" }, "sid"],
];

for (const [options, name] of NAMES) {
  Deno.test(`with ${JSON.stringify(options)} the cookie is named ${name}`, () => {
    assertEquals(settings(options).cookie.name, name);
  });
}

Deno.test("the attributes are as chosen, and as strict as can be where nothing is", () => {
  const strict = { secure: true, httpOnly: true, sameSite: "Lax", partitioned: false } as const;
  assertEquals(settings().cookie, { name: "__Host-session", path: "/", ...strict });
  const chosen = { name: "sid", path: "/book", domain: "book.example", sameSite: "None" } as const;
  assertEquals(settings(chosen).cookie, { ...strict, ...chosen });
});

Deno.test("renewal is when due unless chosen, and a lifetime may be a second", () => {
  const { refresh, lifetime } = settings({ lifetime: 1 });
  assertEquals([refresh, lifetime], ["due", 1]);
  assertEquals(settings({ refresh: "never" }).refresh, "never");
});

Deno.test("a partitioned cookie is secure", () => {
  const { secure, partitioned } = settings({ secure: false, partitioned: true }).cookie;
  assertEquals([secure, partitioned], [true, true]);
});

const IMPOSSIBLE: [options: Partial<SessionOptions>, why: string][] = [
  [{ name: "__Host-sid", domain: "book.example" }, "must not have a domain"],
  [{ name: "__Host-sid", path: "/book" }, "must have the path /"],
  [{ name: "__Host-sid", secure: false }, "must be Secure"],
  [{ name: "__host-sid", secure: false }, "must be Secure"],
  [{ name: "__Secure-sid", secure: false }, "must be Secure"],
  [{ sameSite: "None", secure: false }, "SameSite=None must be Secure"],
  [{ sameSite: "Sometimes" as "Lax" }, "SameSite is none of"],
  [{ name: "a session" }, "The name may hold only"],
  [{ name: "" }, "The name may hold only"],
  [{ path: "book" }, "The path has to begin with /"],
  [{ path: "/a; Domain=evil.example" }, "The path has to begin with /"],
  [{ domain: "not a host" }, "The domain is not a host name"],
  [{ lifetime: 0 }, "lifetime"],
  [{ lifetime: 1.5 }, "Max-Age is not a whole number"],
  [{ lifetime: NaN }, "Max-Age is not a whole number"],
];

for (const [options, why] of IMPOSSIBLE) {
  Deno.test(`${JSON.stringify(options)} is refused: ${why}`, () => {
    const { name, message } = assertThrows(() => settings(options), SessionOptionsError);
    assertEquals(name, "SessionOptionsError");
    assertStringIncludes(message, why);
  });
}

Deno.test("settings can't be changed once they are made", () => {
  const made = settings();
  assertThrows(() => Object.assign(made, { lifetime: 1 }), TypeError);
  assertThrows(() => Object.assign(made.cookie, { secure: false }), TypeError);
});

Deno.test("sessions are signed with a key that serves no other purpose", () => {
  const options = { secrets: [SECRET], secure: false, lifetime: 60, clock };
  const value = createSessionSettings(options).codec.encode(new Map([["name", "Ada"]]));
  const open = (purpose: string) => {
    const keyring = createKeyring([SECRET], purpose);
    return createCodec({ keyring, cookieName: "session", maxAge: 60, clock }).decode(value);
  };
  assert(open("session"));
  for (const purpose of ["", "csrf", "reset"]) assertEquals(open(purpose), null);
});

Deno.test("without a secret key every session is new, whatever cookie comes", async () => {
  const { visit, visitor } = sessionApp({ secrets: [] });
  visitor.cookies.set("session", "1.W10.1.x");
  assertEquals((await visit(({ state }) => `${state.session.isNew}`)).text, "<p>true</p>");
});
