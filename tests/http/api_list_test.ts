import { assert, assertEquals } from "@std/assert";
import { addJson, LIST, type Program, programs } from "../support/api.ts";

/** Follows a list to its end, and returns the titles of each page. */
async function pages(who: Program, path: string): Promise<string[][]> {
  const found: string[][] = [];
  for (let next: string | null = path; next;) {
    assert(found.length < 20, "there is no end to it");
    const { status, json } = await who.get(next);
    assertEquals(status, 200);
    found.push(json.appointments.map(({ title }: { title: string }) => title));
    next = json.next;
  }
  return found;
}

/** Appointments on days 1 to 7, added in another order; two begin at once. */
async function addWeek(ada: Program): Promise<void> {
  for (const day of [3, 1, 7, 5, 2, 6, 4]) {
    const starts_at = `2027-03-0${day === 4 ? 3 : day}T09:00Z`;
    await addJson(ada, { title: String(day), starts_at, ends_at: `2027-03-0${day}T12:00Z` });
  }
}

Deno.test("a list comes in its order, page by page, and ends", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  await addWeek(ada);
  const [all] = await pages(ada, LIST);
  assertEquals(all!.toSorted(), ["1", "2", "3", "4", "5", "6", "7"]);
  assertEquals([...all!.slice(0, 2), ...all!.slice(4)], ["1", "2", "5", "6", "7"]);
  for (const limit of [1, 2, 3, 7, 100]) {
    const found = await pages(ada, `${LIST}?limit=${limit}`);
    assertEquals(found.flat(), all, `limit ${limit}`);
    assertEquals(found.length, Math.ceil(7 / limit));
  }
});

Deno.test("a list may begin at an instant: with what is not over then", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  await addWeek(ada);
  const from = (instant: string) => `${LIST}?limit=2&from=${encodeURIComponent(instant)}`;
  assertEquals(await pages(ada, from("2027-03-05T11:59:59Z")), [["5", "6"], ["7"]]);
  assertEquals(await pages(ada, from("2027-03-05T13:00+01:00")), [["6", "7"]]);
  assertEquals(await pages(ada, from("2027-03-08T00:00Z")), [[]]);
});

Deno.test("what is added or deleted between two pages makes nothing come twice or go missing", async () => {
  const { app, ada } = await programs();
  await using _ = app;
  await addWeek(ada);
  const first = (await ada.get(`${LIST}?limit=2`)).json;
  const { id } = first.appointments[1];
  assertEquals((await ada.send("DELETE", `${LIST}/${id}`)).status, 204);
  await addJson(ada, {
    title: "new",
    starts_at: "2027-01-01T09:00Z",
    ends_at: "2027-01-01T10:00Z",
  });
  const rest = (await pages(ada, first.next)).flat();
  assertEquals(rest.toSorted(), ["3", "4", "5", "6", "7"]);
});

const QUERIES: Record<string, string[]> = {
  "?limit=0": ["limit"],
  "?limit=101": ["limit"],
  "?limit=ten": ["limit"],
  "?limit=": ["limit"],
  "?from=yesterday": ["from"],
  "?from=2027-03-05T11:59": ["from"],
  "?from=2027-03-05T13:00+01:00": [],
  "?cursor=x": ["cursor"],
  "?cursor=": ["cursor"],
  "?form=2027-03-05T11:59Z&limit=1&limit=2": ["form", "limit"],
};

for (const [query, wrong] of Object.entries(QUERIES)) {
  Deno.test(`the list with ${query} is ${wrong.length ? "refused" : "given"}`, async () => {
    const { app, ada } = await programs();
    await using _ = app;
    const { status, json } = await ada.get(LIST + query);
    assertEquals(status, wrong.length ? 422 : 200);
    assertEquals(Object.keys(json.errors ?? {}).sort(), wrong);
  });
}
