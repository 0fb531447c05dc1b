import { assert, assertEquals, assertFalse, assertMatch, assertThrows } from "@std/assert";
import type { Decoded } from "@/lib/session/codec.ts";
import { Session, type SessionData, type SessionSource } from "@/lib/session/session.ts";

interface Values extends SessionData {
  name?: string;
  count?: number;
  list?: number[];
  seen?: Map<string, Date>;
}

const KEY = { assertWritable() {}, keyIds: ["now"] };

function from(decoded: Decoded | null): SessionSource {
  return { open: () => decoded, ...KEY };
}

function opened(values: Values = {}): Session<Values> {
  const data = new Map<string, unknown>(Object.entries(values));
  return new Session<Values>(from({ data, issuedAt: 0, keyId: "now", isCurrentKey: true }));
}

function fresh(): Session<Values> {
  return new Session<Values>(from(null));
}

Deno.test("a session is opened at its first touch, once", () => {
  let times = 0;
  const session = new Session<Values>({ open: () => (times++, null), ...KEY });
  assertFalse(session.isAccessed);
  assertFalse(session.isModified);
  assertEquals(times, 0);
  session.get("name");
  session.get("count");
  assertEquals(times, 1);
  assert(session.isAccessed);
});

const TOUCHES: Record<string, (session: Session<Values>) => unknown> = {
  get: (s) => s.get("name"),
  has: (s) => s.has("name"),
  size: (s) => s.size,
  keys: (s) => [...s.keys()],
  "going through all values": (s) => [...s],
  origin: (s) => s.origin,
  "a delete of nothing": (s) => s.delete("name"),
  pop: (s) => s.pop("name"),
  permanent: (s) => s.permanent,
  isNew: (s) => s.isNew,
  clear: (s) => s.clear(),
};

for (const [name, touch] of Object.entries(TOUCHES)) {
  Deno.test(`${name} counts as access, and changes nothing where there is nothing`, () => {
    const session = fresh();
    touch(session);
    assert(session.isAccessed);
    assertFalse(session.isModified);
  });
}

const CHANGES: Record<string, (session: Session<Values>) => unknown> = {
  set: (s) => s.set("name", "Bo"),
  "set of a new key": (s) => s.set("count", 0),
  delete: (s) => s.delete("name"),
  pop: (s) => s.pop("name"),
  clear: (s) => s.clear(),
  setDefault: (s) => s.setDefault("count", 1),
  permanent: (s) => s.permanent = true,
  "a push into a list": (s) => s.get("list")!.push(3),
  "a change deep in a Map": (s) => s.get("seen")!.get("home")!.setTime(5),
};

for (const [name, change] of Object.entries(CHANGES)) {
  Deno.test(`${name} is noticed as a change`, () => {
    const session = opened({ name: "Ada", list: [1], seen: new Map([["home", new Date(0)]]) });
    change(session);
    assert(session.isModified);
  });
}

Deno.test("reading an object and setting what is there already change nothing", () => {
  const session = opened({ name: "Ada", list: [1] });
  session.get("list");
  session.set("name", "Ada");
  session.setDefault("name", "Bo");
  session.permanent = false;
  assertFalse(session.isModified);
});

Deno.test("values come out as they went in", () => {
  const session = fresh();
  assert(session.isNew);
  session.set("name", "Ada");
  assertEquals(session.setDefault("count", 2), 2);
  assertEquals(session.setDefault("count", 9), 2);
  assertEquals([...session.keys()], ["name", "count"]);
  assertEquals(session.size, 2);
  assertEquals(session.pop("name"), "Ada");
  assertEquals(session.pop("name"), undefined);
  assertFalse(session.has("name"));
});

Deno.test("a session that is no longer permanent says so, and counts as changed", () => {
  const session = opened({ _permanent: true, name: "Ada" });
  assert(session.permanent);
  session.permanent = false;
  assertFalse(session.permanent);
  assert(session.isModified);
});

Deno.test("where a session came from can be asked first", () => {
  assertEquals(opened().origin?.issuedAt, 0);
  assertEquals(fresh().origin, null);
});

Deno.test("clear keeps what it is told to keep", () => {
  const session = opened({ name: "Ada", count: 1, list: [] });
  session.clear({ keep: ["count"] });
  assertEquals([...session.keys()], ["count"]);
});

Deno.test("a key named like a property of every object is a key like any other", () => {
  const session = new Session<SessionData & Record<string, unknown>>(from(null));
  assertEquals(session.get("__proto__"), undefined);
  assertEquals(session.get("constructor"), undefined);
  session.set("__proto__", 1);
  assertEquals(session.get("__proto__"), 1);
});

Deno.test("what was reached by going through all values may be changed in place, too", () => {
  const session = opened({ name: "Ada", list: [1] });
  for (const [, value] of session) if (Array.isArray(value)) value.push(2);
  assert(session.isModified);
});

Deno.test("going through all values changes nothing, and finds them in order", () => {
  const session = opened({ name: "Ada", list: [1] });
  assertEquals([...session], [["name", "Ada"], ["list", [1]]]);
  assertFalse(session.isModified);
});

class Note {
  text = "by hand";
}

const UNCARRIABLE: Record<string, unknown> = {
  "a function": () => {},
  "a symbol": Symbol("x"),
  "an object of a class": new Note(),
  "a list that holds one": [1, new Note()],
};

for (const [what, value] of Object.entries(UNCARRIABLE)) {
  Deno.test(`${what} is refused when it is set, with the key, and nothing changes`, () => {
    const session = new Session<SessionData & Record<string, unknown>>(from(null));
    const error = assertThrows(() => session.set("cart", value), TypeError);
    assertMatch(error.message, /^The session cannot keep "cart": Cannot stringify .*\.$/);
    assert(error.cause instanceof Error);
    assertEquals([session.size, session.isModified], [0, false]);
  });
}

Deno.test("without a key nothing can be set, and the one who sets it is told", () => {
  const refuse = () => {
    throw new Error("no key");
  };
  const session = new Session<Values>({ open: () => null, assertWritable: refuse, keyIds: [] });
  assertThrows(() => session.set("name", "Ada"), Error, "no key");
  assertThrows(() => session.setDefault("name", "Ada"), Error, "no key");
  assertThrows(() => session.permanent = true, Error, "no key");
  assertEquals([session.size, session.get("name"), session.keyId], [0, undefined, ""]);
});

Deno.test("a session names the key that will sign it", () => {
  assertEquals(fresh().keyId, "now");
});
