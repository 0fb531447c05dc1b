import { assert, assertEquals, assertMatch } from "@std/assert";
import { actOnSession, NO_FIELDS, type SessionFields } from "@/lib/lab/session_form.ts";
import { LAB_LIMIT, labValues } from "@/lib/lab/session_store.ts";
import { cookieBytes } from "@/lib/session/mod.ts";
import { labSettings, newSession, nextVisit } from "./lab_session.ts";

const settings = labSettings();

function lab() {
  const session = newSession(settings);
  const act = (action: string, fields: Partial<SessionFields> = {}) => {
    const done = actOnSession(action, { ...NO_FIELDS, ...fields }, session, settings);
    return done.ok ? done.message : done.errors;
  };
  return { session, act };
}

Deno.test("values of all types are kept, and are the same on the next visit", () => {
  const { session, act } = lab();
  act("set", { key: "color", value: "blue" });
  act("set", { key: "due", value: "2026-05-04", type: "date" });
  act("set", { key: "coats", value: "loden, trench", type: "list" });
  act("set", { key: "__proto__", value: "a = 1", type: "map" });
  act("set", { key: "_login", value: "12345678901234567890", type: "bigint" });
  assertEquals([...labValues(nextVisit(session, settings))], [
    ["color", "blue"],
    ["due", new Date("2026-05-04T00:00Z")],
    ["coats", ["loden", "trench"]],
    ["__proto__", new Map([["a", "1"]])],
    ["_login", 12345678901234567890n],
  ]);
  assertEquals([...session.keys()], ["lab"]);
});

Deno.test("each action says what it did", () => {
  const { session, act } = lab();
  assertEquals(act("set", { key: "color", value: "blue" }), "Set: “color” is now “blue” (text).");
  assertEquals(
    act("set", { key: "n", value: "7", type: "number" }),
    "Set: “n” is now “7” (number).",
  );
  assertEquals(act("pop", { key: "color" }), "Taken out: “color” was “blue” (text).");
  assertEquals(act("clear"), "Cleared: 1 value is gone.");
  assertEquals(act("clear"), "There was nothing to clear.");
  assertEquals([...session.keys()], []);
});

Deno.test("clearing and taking out leave the rest of the session alone", () => {
  const { session, act } = lab();
  session.set("_login", "token");
  for (const key of ["_login", "b"]) act("set", { key, value: "x" });
  act("pop", { key: "_login" });
  assertEquals([session.get("_login"), session.get("lab")?.size], ["token", 1]);
  act("clear");
  assertEquals([...session.keys()], ["_login"]);
});

const REFUSED: [what: string, action: string, fields: Partial<SessionFields>, errors: object][] = [
  ["no button", "", { key: "a" }, { "": "Please press one of the buttons: Set, Pop or Clear." }],
  ["no key", "set", { value: "x" }, { key: "Please enter a key." }],
  ["no key to pop", "pop", {}, { key: "Please enter a key." }],
  ["a key that nothing is under", "pop", { key: "a" }, { key: "Nothing is kept under this key." }],
  ["a key of 65 characters", "set", { key: "🧥".repeat(65) }, {
    key: "Please shorten the key by 1 character; 64 fit.",
  }],
  ["a type that nobody offered", "set", { key: "a", type: "regex" }, {
    type: "Please choose one of these types.",
  }],
  ["all of it", "set", { value: "1,5", type: "number" }, {
    key: "Please enter a key.",
    value: "Please enter a number, such as 42, -1.5 or 6e23.",
  }],
];

for (const [what, action, fields, errors] of REFUSED) {
  Deno.test(`refused with its reason: ${what}`, () => {
    const { session, act } = lab();
    assertEquals(act(action, fields), errors);
    assertEquals(session.size, 0);
  });
}

Deno.test("what does not fit is refused with the figure, and nothing that was there is lost", () => {
  const { session, act } = lab();
  act("set", { key: "a", value: "kept" });
  const before = cookieBytes(session, settings);
  for (const key of ["a", "b"]) {
    const { value } = act("set", { key, value: "x".repeat(3000) }) as { value: string };
    assertMatch(value, /would take 4,\d{3} bytes\. 3,496 fit here/);
    assertEquals(cookieBytes(session, settings), before);
    assertEquals(session.get("lab"), new Map([["a", "kept"]]));
  }
});

Deno.test("a session that the lab has filled has room for the message about it", () => {
  for (const character of ["x", "<", "漢", "🧥"]) {
    const { session, act } = lab();
    const key = character.repeat(20);
    let length = 3000;
    while (typeof act("set", { key, value: character.repeat(length) }) !== "string") length -= 5;
    const full = cookieBytes(session, settings);
    assert(LAB_LIMIT - full < 60, `${full} bytes of ${character}`);
    session.set("lastPage", act("set", { key, value: character.repeat(length) }) as string);
    assert(
      cookieBytes(session, settings) < 4000,
      `${cookieBytes(session, settings)} of ${character}`,
    );
  }
});
