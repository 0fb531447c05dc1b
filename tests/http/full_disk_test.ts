import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";
import { add } from "../support/appointments.ts";
import { troubles } from "../support/file_scene.ts";
import { inNewFolder } from "../support/process.ts";

const mount = (...args: string[]) => new Deno.Command("mount", { args }).output();

/** Runs a test on a disk of two megabytes, where such a one can be had: that takes Linux, and root. */
async function onSmallDisk(test: (disk: string) => Promise<void>): Promise<boolean> {
  let isThere = false;
  await inNewFolder(async (folder) => {
    const isMounted = await mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", folder).catch(() =>
      null
    );
    if (!isMounted?.success) return;
    isThere = true;
    try {
      await Deno.mkdir(`${folder}/disk`);
      await test(`${folder}/disk`);
    } finally {
      await new Deno.Command("umount", { args: [folder] }).output();
    }
  });
  return isThere;
}

const canMount = Deno.build.os === "linux" && await onSmallDisk(async () => {});

Deno.test({
  name: "on a disk that is really full nothing is said to be saved, until there is room again",
  ignore: !canMount,
  fn: async () =>
    void await onSmallDisk(async (disk) => {
      await using app = await testApp({ DATABASE_URL: `file:${disk}/app.db` });
      const ada = await app.visitor().as(await app.person("Ada"));
      assertEquals((await add(ada, { title: "Dentist" })).status, 303);
      await ada.get("/appointments");
      const filler = await Deno.open(`${disk}/filler`, { create: true, write: true });
      try {
        while (await filler.write(new Uint8Array(4096)));
      } catch (error) {
        assertStringIncludes(String(error), "No space left");
      }
      filler.close();
      const description = "Long. ".repeat(1500);
      const refused = await add(ada, { title: "Barber", description });
      assertEquals([refused.status, refused.headers.get("retry-after")], [503, "60"]);
      assertStringIncludes(refused.text, "What you sent was not saved.");
      const trouble = troubles(app).at(-1)?.trouble;
      assert(["disk full", "input or output failed"].includes(trouble), trouble);
      app.wait(120);
      const { status, text } = await ada.get("/appointments");
      assertEquals([status, text.includes("Dentist"), text.includes("Barber")], [200, true, false]);
      await Deno.remove(`${disk}/filler`);
      assertEquals((await add(ada, { title: "Barber", description })).status, 303);
      assertStringIncludes((await ada.get("/appointments")).text, "Barber");
    }),
});
