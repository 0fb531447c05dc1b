import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { demoAppointments } from "@/lib/appointments/mod.ts";
import { NOW, SECRET } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder, runTask } from "../support/process.ts";
import { PASSWORD } from "../support/visitor.ts";

await build();

Deno.test("demo accounts can sign in with the passwords that were printed, one as an administrator", () =>
  inNewFolder(async (folder) => {
    const { code, out, err } = await runTask("seed", folder);
    assertEquals([code, err], [0, ""]);
    const passwords = Object.fromEntries(
      [...out.matchAll(/^(\w+@example\.org) +([\w-]{20}) /gm)].map(([, ...pair]) => pair),
    );
    assertEquals(Object.keys(passwords), ["ada@example.org", "ruth@example.org"]);
    assert(passwords["ada@example.org"] !== passwords["ruth@example.org"]);
    await using app = await new AppProcess(folder, freePort()).ready();
    const [ada, ruth] = [app.visitor(), app.visitor()];
    assertEquals((await ada.login("ada@example.org", passwords["ada@example.org"])).status, 303);
    assertStringIncludes((await ada.get("/appointments")).text, "Team meeting");
    assertStringIncludes((await ada.get("/appointments?when=past")).text, "Team meeting");
    assertEquals((await ada.get("/admin/users")).status, 404);
    await ruth.login("ruth@example.org", passwords["ruth@example.org"]);
    assertEquals((await ruth.get("/admin/users")).status, 200);
  }));

Deno.test("demo accounts get the password of the environment, and are made once", () =>
  inNewFolder(async (folder) => {
    const first = await runTask("seed", folder, { env: { PASSWORD } });
    assertEquals(first.code, 0);
    assertEquals(first.out.includes(PASSWORD), false);
    const again = await runTask("seed", folder, { env: { PASSWORD } });
    assertEquals([again.code, again.out], [1, ""]);
    assertEquals(again.err, "ada@example.org has an account already. Nothing is changed.\n");
    const weak = await runTask("seed", folder, {
      env: { PASSWORD: "short", DATABASE_URL: "file:other.db" },
    });
    assertEquals(weak.code, 1);
    assertMatch(weak.err, /12 characters/);
  }));

const ELSEWHERE: Record<string, Record<string, string>> = {
  "a public ORIGIN": { ORIGIN: "https://book.example", SECRET_KEY: SECRET },
  "a HOST that others can reach": { HOST: "0.0.0.0", SECRET_KEY: SECRET },
  "Deno Deploy": {
    DENO_DEPLOY: "true",
    ORIGIN: "http://localhost:8000",
    DATABASE_URL: "http://127.0.0.1:1",
    SECRET_KEY: SECRET,
  },
};

for (const [what, env] of Object.entries(ELSEWHERE)) {
  Deno.test(`with ${what} no demo account is made`, () =>
    inNewFolder(async (folder) => {
      const { code, out, err } = await runTask("seed", folder, { env });
      assertEquals([code, out], [1, ""]);
      assertMatch(err, /^Nothing is sown: demo accounts are for localhost only/);
      assertEquals([...Deno.readDirSync(folder)], [], "nothing was made");
    }));
}

for (const zone of ["UTC", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Kiritimati"]) {
  Deno.test(`the demo appointments of ${zone} lie around now, and each ends after it starts`, () => {
    const all = demoAppointments(NOW, zone);
    assert(all.every(({ startsAt, endsAt }) => startsAt < endsAt));
    const past = all.filter(({ endsAt }) => endsAt <= NOW).length;
    assert(past > 10 && all.length - past > 20);
    assert(all.some(({ isAllDay }) => isAllDay));
  });
}
