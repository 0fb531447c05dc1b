/** ASVS 5.0 §8.2, §8.3: who may do what, to what, and with which fields. */
import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { add, address, members } from "../../support/appointments.ts";
import { addJson, JSON_DENTIST, LIST, program, programs } from "../../support/api.ts";
import { promote } from "../../support/admins.ts";
import { testApp } from "../../support/app.ts";
import { type RouteFile, routeFiles } from "../../support/route_files.ts";
import { PASSWORD, tokenIn } from "../../support/visitor.ts";
import { refuseUnguardedRoutes } from "@/lib/web/guarded_routes.ts";
import { ROOT } from "../../support/constants.ts";

const routes = await routeFiles();
const inGroup = (name: string) => routes.filter(({ group }) => group === name);
const pathOf = ({ pattern }: RouteFile) => pattern.replace(/:\w+/g, crypto.randomUUID());

Deno.test("8.2.1: a guard stands before every route; one without does not get through the build", async () => {
  await refuseUnguardedRoutes(`${ROOT}/routes`);
  const groups = new Set(routes.map(({ group }) => group));
  assertEquals([...groups].sort(), ["admin", "api", "guest", "members", "public"]);
});

Deno.test("8.2.1: visitors get no page of members, admins or programs, whatever they send", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const csrf_token = tokenIn((await visitor.get("/login")).text)!;
  for (const route of [...inGroup("members"), ...inGroup("admin"), ...inGroup("api")]) {
    const expected = { members: 303, admin: 404, api: 401 }[route.group];
    const path = pathOf(route);
    const answers = [await visitor.get(path), await visitor.post(path, { csrf_token })];
    for (const { status } of answers) assertEquals(status, expected, path);
  }
});

Deno.test("8.2.1: only admins get pages of admins; a right that is taken back is gone at once", async () => {
  await using app = await testApp();
  const [user, other] = [await app.person("Ada"), await app.person("Bo")];
  const ada = await app.visitor().as(user);
  await promote(app, other);
  for (const route of inGroup("admin")) {
    const path = route.pattern.replace(":id", other.id);
    assertEquals((await ada.get(path)).status, 404, path);
  }
  await promote(app, user);
  assertEquals((await ada.get("/admin/users")).status, 200);
  await ada.submit(`/admin/users/${user.id}`, { action: "make-user" });
  assertEquals((await ada.get("/admin/users")).status, 404);
});

Deno.test("8.2.1: a token that may read does not write", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const [reads, writes] = [await program(app, user, { scope: "read" }), await program(app, user)];
  const one = `${LIST}/${(await addJson(writes)).json.id}`;
  assertEquals((await reads.get(one)).status, 200);
  for (const [method, path] of [["POST", LIST], ["PUT", one], ["DELETE", one]] as const) {
    assertEquals((await reads.send(method, path, JSON_DENTIST)).status, 403, method);
  }
  assertEquals((await reads.get(one)).status, 200);
});

Deno.test("8.2.2: somebody else's appointment is like a missing one, to read, change or delete", async () => {
  const { app, ada, bo } = await members();
  await using _ = app;
  await add(ada);
  const [own, missing] = [await address(ada), `/appointments/${crypto.randomUUID()}`];
  const csrf_token = tokenIn((await bo.get("/appointments/new")).text)!;
  for (const suffix of ["", "/delete", "/edit"]) {
    const answers = await Promise.all([own, missing].map(async (path) => {
      const { status } = await bo.post(path + suffix, { csrf_token, title: "Mine" });
      return [(await bo.get(path + suffix)).status, status];
    }));
    assertEquals(answers[0], answers[1], suffix);
    assertEquals(answers[0]![0], 404, suffix);
    assert(answers[0]![1]! >= 404, suffix);
  }
  assertEquals(await address(ada), own);
});

Deno.test("8.2.2: nor does the API give or change somebody else's", async () => {
  const { app, ada, bo } = await programs();
  await using _ = app;
  const one = `${LIST}/${(await addJson(ada)).json.id}`;
  for (const method of ["GET", "PUT", "DELETE"]) {
    const body = method === "PUT" ? JSON_DENTIST : undefined;
    assertEquals((await bo.send(method, one, body)).status, 404, method);
  }
  assertEquals((await bo.get(LIST)).json.appointments, []);
  assertEquals((await ada.get(one)).json.title, "Dentist");
});

Deno.test("8.2.2: nobody ends somebody else's session, or revokes their token", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  const [ada, byToken] = [await app.visitor().as(user), await program(app, user)];
  const bo = await app.visitor().as(await app.person("Bo"));
  const { id } = await app.db.selectFrom("sessions").selectAll().where("user_id", "=", user.id)
    .executeTakeFirstOrThrow();
  await bo.submit("/account/sessions", { session_id: id });
  await bo.submit("/account/tokens", { token_id: byToken.tokenId, action: "revoke" });
  assertEquals(await ada.name(), "Ada");
  assertEquals((await byToken.get("/api/me")).status, 200);
});

/** What nobody may choose for themselves. */
const OTHERS_FIELDS = {
  id: "00000000-0000-4000-8000-000000000000",
  user_id: "00000000-0000-4000-8000-000000000000",
  role: "admin",
  is_admin: "1",
  isAdmin: "on",
  is_active: "1",
  verified_at: "1",
  password_hash: "x",
  created_at: "1",
  delete_at: "",
};

Deno.test("8.2.3: no form gives a person a field that is not theirs to choose", async () => {
  await using app = await testApp();
  const ada = app.visitor();
  const own = { name: "Ada", email: "ada@example.org", password: PASSWORD };
  await ada.submit("/register", { ...OTHERS_FIELDS, ...own });
  const before = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  assertEquals([before.role, before.verified_at], ["user", null]);
  const profile = { name: "Ada L", email: own.email, time_zone: "UTC" };
  assertEquals(
    (await ada.submit("/account/profile", { ...OTHERS_FIELDS, ...profile })).status,
    303,
  );
  const after = await app.db.selectFrom("users").selectAll().executeTakeFirstOrThrow();
  const { updated_at } = after;
  const typed = { name: "Ada L", time_zone: "UTC", has_chosen_zone: 1 };
  assertEquals(after, { ...before, ...typed, updated_at });
  await add(ada, OTHERS_FIELDS);
  const row = await app.db.selectFrom("appointments").selectAll().executeTakeFirstOrThrow();
  assertEquals([row.user_id, row.id === OTHERS_FIELDS.id], [before.id, false]);
});

Deno.test("8.2.3: nor does the API take such fields: it names them", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const { status, json } = await addJson(ada, OTHERS_FIELDS);
  assertEquals(status, 422);
  assertEquals(Object.keys(json.errors).sort(), Object.keys(OTHERS_FIELDS).sort());
});

Deno.test("8.2.3: no answer holds a field that is not for its reader", async () => {
  const { app, person, ada: byToken } = await programs();
  await using _ = app;
  const ada = await app.visitor().as(person);
  const { password_hash } = await app.db.selectFrom("users").selectAll()
    .where("id", "=", person.id).executeTakeFirstOrThrow();
  const { token_hash } = await app.db.selectFrom("sessions").selectAll().executeTakeFirstOrThrow();
  const texts = [
    (await ada.get("/account/export.json")).text,
    (await ada.get("/account/sessions")).text,
    (await ada.get("/account/history")).text,
    JSON.stringify((await byToken.get("/api/me")).json),
  ];
  for (const text of texts) {
    for (const secret of [password_hash, token_hash]) assertFalse(text.includes(secret));
  }
  const { json } = await byToken.get("/api/me");
  assertEquals(Object.keys(json).sort(), ["email", "id", "is_admin", "name", "time_zone"]);
});

/** What a client may claim of itself. */
const CLAIMS: HeadersInit = {
  "x-user": "ada@example.org",
  "x-original-url": "/login",
  "x-rewrite-url": "/login",
  "x-http-method-override": "GET",
  "x-forwarded-user": "ada@example.org",
  authorization: `Basic ${btoa(`ada@example.org:${PASSWORD}`)}`,
};

Deno.test("8.3.1: the server decides by what it knows, not by what a client says of itself", async () => {
  await using app = await testApp();
  const user = await app.person("Ada");
  await promote(app, user);
  const visitor = app.visitor();
  for (const path of ["/appointments", `/appointments?user_id=${user.id}&is_admin=1`]) {
    assertEquals((await visitor.get(path, CLAIMS)).status, 303, path);
  }
  assertEquals((await visitor.get("/admin/users", CLAIMS)).status, 404);
  assertEquals((await visitor.get("/api/me", CLAIMS)).status, 401);
});

Deno.test("8.3.1: who sends a form without its page meets the same rules", async () => {
  const { app, ada } = await members();
  await using _ = app;
  const csrf_token = tokenIn((await ada.get("/appointments/new")).text)!;
  const empty = await ada.post("/appointments/new", { csrf_token, title: "" });
  assertEquals(empty.status, 422);
  assertMatch(empty.text, /aria-invalid="true"/);
  const short = { name: "Cy", email: "cy@example.org", password: "short" };
  assertEquals((await app.visitor().submit("/register", short)).status, 422);
  assertEquals(await app.db.selectFrom("appointments").selectAll().execute(), []);
});
