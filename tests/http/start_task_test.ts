import { assertEquals, assertStringIncludes } from "@std/assert";
import { add, address } from "../support/appointments.ts";
import { AppProcess, cloneInto, freePort, inNewFolder } from "../support/process.ts";
import { undoIn } from "../support/undo.ts";
import { tokenIn } from "../support/visitor.ts";

const NEXT_YEAR = { starts_at: "2099-01-05T09:30", ends_at: "2099-01-05T10:00" };

Deno.test("a fresh clone needs nothing but the start task, and no runtime on the PATH besides", () =>
  inNewFolder(async (folder) => {
    await cloneInto(folder);
    await using app = await new AppProcess(folder, freePort(), { PATH: "/nowhere" }, [
      "task",
      "start",
    ]).ready();
    const ada = app.visitor();
    assertEquals((await ada.register("Ada")).status, 303);
    assertEquals((await add(ada, NEXT_YEAR)).status, 303);
    assertEquals((await ada.submit(`${await address(ada)}/delete`, {})).status, 303);
    const { text } = await ada.get("/appointments");
    const undo = { csrf_token: tokenIn(text)!, undo: undoIn(text) };
    assertEquals((await ada.post("/appointments/undo", undo)).status, 303);
    assertEquals((await ada.logout()).status, 303);
    assertEquals(await ada.name(), null);
    assertEquals((await ada.login("ada@example.org")).status, 303);
    assertStringIncludes((await ada.get("/appointments")).text, "Dentist");
    assertEquals(/warning|unstable|NotCapable|deprecat/i.test(app.output), false, app.output);
    assertEquals(await app.stop("SIGINT"), 0);
  }));
