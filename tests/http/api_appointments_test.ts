import { assertEquals, assertStringIncludes } from "@std/assert";
import { addJson, JSON_DENTIST, LIST, programs } from "../support/api.ts";
import { roundTripsOf } from "../support/statements.ts";

Deno.test("what a program adds is there, at the address that it is told", async () => {
  const { app, person, ada } = await programs();
  await using _ = app;
  const { status, headers, json } = await addJson(ada);
  const { id, ...fields } = json;
  assertEquals([status, fields], [201, JSON_DENTIST]);
  assertEquals(headers.get("location"), `${LIST}/${id}`);
  assertEquals((await ada.get(headers.get("location")!)).json, json);
  const browser = await app.visitor().as(person);
  assertStringIncludes((await browser.get(`/appointments/${id}`)).text, "10:30 – 11:15");
});

Deno.test("replacing leaves nothing of what was, and deleting leaves nothing", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const one = `${LIST}/${(await addJson(ada)).json.id}`;
  const times = { starts_at: "2027-01-01T10:00:00Z", ends_at: "2027-01-01T11:00:00Z" };
  const { status, json } = await ada.send("PUT", one, times);
  assertEquals(status, 200);
  const { id: _id, ...rest } = json;
  assertEquals(rest, { title: "", ...times, all_day: false, location: "", description: "" });
  assertEquals((await ada.get(one)).json, json);
  const gone = await ada.send("DELETE", one);
  assertEquals([gone.status, gone.json], [204, null]);
  for (const [method, body] of [["GET"], ["DELETE"], ["PUT", times]] as const) {
    assertEquals((await ada.send(method, one, body)).status, 404);
  }
});

Deno.test("another's appointment is missing, exactly like one that does not exist", async () => {
  const { app, ada, bo } = await programs();
  await using _ = app;
  const { id } = (await addJson(ada)).json;
  const plain = ({ status, json }: { status: number; json: { request_id: string } }) =>
    JSON.stringify([status, { ...json, request_id: "" }]);
  for (const method of ["GET", "PUT", "DELETE"]) {
    const body = method === "PUT" ? JSON_DENTIST : undefined;
    const [others, missing, noId] = await Promise.all(
      [id, crypto.randomUUID(), "no-id"].map((id) => bo.send(method, `${LIST}/${id}`, body)),
    );
    assertEquals(others!.status, 404);
    assertEquals(plain(others!), plain(missing!));
    assertEquals(plain(others!), plain(noId!));
  }
  assertEquals((await bo.get(LIST)).json, { appointments: [], next: null });
  assertEquals((await ada.get(`${LIST}/${id}`)).json.title, "Dentist");
});

Deno.test("a plain read costs one query for the token and one for the data", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  const { id } = (await addJson(ada)).json; // notes that the token was used
  assertEquals(await roundTripsOf(() => ada.get("/api/me")), 1);
  assertEquals(await roundTripsOf(() => ada.get(LIST)), 2);
  assertEquals(await roundTripsOf(() => ada.get(`${LIST}/${id}`)), 2);
});
