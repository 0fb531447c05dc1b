import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type AuthEvents, type EventType, historyWords, listHistory } from "@/lib/auth/mod.ts";
import type { EndReason } from "@/lib/db/schema.ts";
import { type TestApp, testApp } from "../../support/app.ts";
import { NOW } from "../../support/constants.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const login = "11111111-1111-4111-8111-111111111111";

/** For each type that there is, which the compiler sees to, some details and the sentence they make. */
const SENTENCES: { [T in EventType]: [details: AuthEvents[T], sentence: string][] } = {
  registered: [[{}, "Account created with Firefox on Linux"]],
  signed_in: [
    [{ login, isRemembered: false, isNewDevice: false }, "Signed in with Firefox on Linux"],
    [
      { login, isRemembered: true, isNewDevice: true },
      "Signed in with Firefox on Linux, a new device, to stay signed in",
    ],
  ],
  signed_out: [[{ login }, "Signed out with Firefox on Linux"]],
  refused: [
    [{ why: "wrong" }, "A wrong password was tried"],
    [{ why: "inactive" }, "A sign-in was refused, because the account was switched off"],
    [
      { why: "throttled" },
      "A sign-in was refused, because too many wrong passwords had been tried",
    ],
  ],
  unauthorized: [[
    { path: "/appointments" },
    "Somebody who was not signed in asked for /appointments",
  ]],
  needs_confirmation: [
    [{ path: "/account/delete" }, "Asked for the password once more with Firefox on Linux"],
  ],
  confirmed: [[{ login }, "Password typed once more with Firefox on Linux"]],
  ended: [
    [{ login, reason: "ended_by_owner" }, "A device was signed out with Firefox on Linux"],
    [{ login, reason: "ended_by_admin" }, "A device was signed out: ended by an administrator"],
    [{ login, reason: "idle" }, "A device was signed out: not used for a long time"],
  ],
  password_changed: [
    [{ by: "owner" }, "Password changed with Firefox on Linux"],
    [{ by: "reset" }, "Password changed by a reset link, with Firefox on Linux"],
    [{ by: "task" }, "Password changed by whoever runs this app"],
  ],
  reset_requested: [
    [{ by: "owner" }, "Somebody asked for a link to choose a new password"],
    [{ by: "admin" }, "An administrator sent a link to choose a new password"],
  ],
  email_verified: [[{ email: "a@x.example" }, "Email address a@x.example confirmed"]],
  email_change_requested: [
    [
      { to: "b@x.example" },
      "Change of the email address to b@x.example asked for with Firefox on Linux",
    ],
  ],
  email_changed: [
    [
      { from: "a@x.example", to: "b@x.example" },
      "Email address changed from a@x.example to b@x.example",
    ],
  ],
  profile_changed: [
    [{ fields: "name, time zone" }, "Profile changed (name, time zone) with Firefox on Linux"],
  ],
  token_created: [
    [
      { name: "Phone", scope: "write" },
      "API token “Phone” made to read and write, with Firefox on Linux",
    ],
  ],
  token_revoked: [[{ name: "Phone" }, "API token “Phone” revoked with Firefox on Linux"]],
  address_created: [[{}, "Private calendar address made with Firefox on Linux"]],
  address_revoked: [[{}, "Private calendar address stopped with Firefox on Linux"]],
  exported: [[{}, "Data exported with Firefox on Linux"]],
  deletion_requested: [
    [{ at: NOW }, "Deletion of the account asked for with Firefox on Linux"],
  ],
  deletion_cancelled: [
    [{}, "Deletion of the account called off by signing in with Firefox on Linux"],
  ],
  deleted: [[{ user: login }, "Account deleted"]],
  deactivated: [[{ by: "admin" }, "Account switched off by an administrator"]],
  activated: [[{ by: "task" }, "Account switched on again by whoever runs this app"]],
  role_changed: [
    [{ to: "admin", by: "task" }, "Made an administrator by whoever runs this app"],
    [{ to: "user", by: "admin" }, "Made a plain user again by an administrator"],
  ],
};

for (const [type, samples] of Object.entries(SENTENCES)) {
  Deno.test(`${type} is told in plain words`, () => {
    for (const [details, sentence] of samples) {
      const row = { type, details: JSON.stringify(details), user_agent: FIREFOX };
      assertEquals(historyWords(row), sentence);
    }
  });
}

const REASONS: Record<EndReason, true> = {
  signed_out: true,
  idle: true,
  expired: true,
  replaced: true,
  deactivated: true,
  ended_by_owner: true,
  ended_by_admin: true,
  password_changed: true,
  email_changed: true,
  deletion_requested: true,
  protection: true,
  key_retired: true,
  restored: true,
};

Deno.test("every reason for the end of a sign-in has words of its own", () => {
  const words = Object.keys(REASONS).map((reason) =>
    historyWords({ type: "ended", details: JSON.stringify({ login, reason }), user_agent: "" })
  );
  assertEquals(new Set(words).size, words.length);
});

Deno.test("what a newer version of the app has noted is told as something else", () => {
  for (const type of ["moved_house", "toString", "__proto__"]) {
    const words = historyWords({ type, details: "{}", user_agent: FIREFOX });
    assertEquals(words, `Something else happened (${type})`);
  }
});

async function withEvents(app: TestApp, events: [type: EventType, details: unknown, at: number][]) {
  const { id } = await app.person("Ada");
  const rows = events.map(([type, details, at]) => ({
    id: crypto.randomUUID(),
    user_id: id,
    type,
    at,
    user_agent: FIREFOX,
    address: "198.51.100.7",
    details: JSON.stringify(details),
  }));
  await app.db.insertInto("events").values(rows).execute();
  return id;
}

Deno.test("who tried a wrong password, or did it as an admin, is nobody's business; what one did oneself is", async () => {
  await using app = await testApp();
  const id = await withEvents(app, [
    ["refused", { why: "wrong" }, 1],
    ["reset_requested", { by: "owner" }, 2],
    ["deactivated", { by: "admin" }, 3],
    ["ended", { login, reason: "ended_by_admin" }, 4],
    ["ended", { login, reason: "deactivated" }, 5],
    ["signed_in", { login }, 6],
  ]);
  const { rows: [own, ...others] } = await listHistory(app.db, id);
  assertEquals([own?.user_agent, own?.address], [FIREFOX, "198.51.100.7"]);
  assertEquals(others.length, 5);
  for (const row of others) {
    assertEquals([row.user_agent, row.address], ["", ""], row.type);
    assert(!historyWords({ ...row, user_agent: FIREFOX }).includes("Firefox"), row.type);
  }
});

Deno.test("the history comes newest first, in stretches that neither repeat nor skip what happened at once", async () => {
  await using app = await testApp();
  const times = [5, 3, 3, 3, 3, 3, 1];
  const id = await withEvents(app, times.map((at) => ["exported", {}, at]));
  const other = await app.person("Bo");
  const seen: { id: string; at: number }[] = [];
  let before: string | undefined;
  do {
    const { rows, next } = await listHistory(app.db, id, { before, limit: 2 });
    seen.push(...rows);
    before = next ?? undefined;
  } while (before);
  assertEquals(seen.map(({ at }) => at), times);
  assertEquals(new Set(seen.map((row) => row.id)).size, times.length);
  assertEquals(await listHistory(app.db, other.id), { rows: [], next: null });
});

Deno.test("a place in the history that makes no sense is its beginning", async () => {
  await using app = await testApp();
  const id = await withEvents(app, [["exported", {}, NOW]]);
  for (const before of ["", "x", "-1", `${"9".repeat(30)}-${login}`, "1-'; DROP TABLE events"]) {
    assertEquals((await listHistory(app.db, id, { before })).rows.length, 1, before);
  }
  assertStringIncludes((await listHistory(app.db, id)).rows[0]!.type, "exported");
});
