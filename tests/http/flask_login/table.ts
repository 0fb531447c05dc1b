import { assertEquals } from "@std/assert";
import { tableBelow, testNames } from "../../support/test_names.ts";

Deno.test("the table in CONTRIBUTING.md names every test here, and none that is not here", async () => {
  const names = (await testNames("tests/http/flask_login")).filter((name) => name.includes(": "));
  const here = new Set(names.map((name) => name.split(/[: ]/)[0]!));
  const rows = await tableBelow("From Flask-Login");
  const cells = rows.map(([what = "", , test = ""]) => test === "by their names" ? what : test);
  const listed = new Set(
    cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)),
  );
  assertEquals([...listed].filter((name) => !here.has(name)).sort(), []);
  assertEquals([...here].filter((name) => !listed.has(name)).sort(), []);
});
