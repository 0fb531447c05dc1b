/** Several processes of the app deliver mails from one table. */
import { assert, assertEquals } from "@std/assert";
import { processes } from "../support/instances.ts";
import { build, inNewFolder } from "../support/process.ts";
import { MailServer, mailTest } from "../support/smtp.ts";
import { openTestDatabase } from "../support/database.ts";
import { type AppProcess } from "../support/process.ts";
import { until } from "../support/waiting.ts";

await build();

const PEOPLE = ["Ada", "Bo", "Cy", "Di", "Ed", "Flo"];

/** Each makes an account and signs in from a second browser, of which a mail tells; by turns at each process. */
async function causeMails(apps: readonly AppProcess[]): Promise<string[]> {
  await Promise.all(PEOPLE.map(async (name, i) => {
    const visitor = () =>
      Object.assign(apps[i % apps.length]!.visitor(), { address: `192.0.2.${i}` });
    await visitor().register(name);
    await visitor().login(`${name.toLowerCase()}@example.org`);
  }));
  return PEOPLE.flatMap((name) => Array(2).fill(`${name.toLowerCase()}@example.org`)).toSorted();
}

mailTest(
  "each mail goes out once, though two processes deliver",
  () =>
    inNewFolder(async (folder) => {
      await using server = await MailServer.start();
      const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
      await using all = await processes(folder, { env });
      const wanted = await causeMails(all.apps);
      await server.arrived(wanted.length);
      assertEquals(await Promise.all(all.apps.map((app) => app.stop())), [0, 0]);
      assertEquals(server.received.flatMap(({ recipients }) => recipients).toSorted(), wanted);
    }),
);

mailTest(
  "what a process was sending when it was killed is sent by another, once its claim is over",
  () =>
    inNewFolder(async (folder) => {
      let held = 0;
      const never = new Promise<void>(() => {});
      await using slow = await MailServer.start({ hold: () => (held++, never) });
      const env = { SMTP_URL: `smtp://127.0.0.1:${slow.port}` };
      await using all = await processes(folder, { env });
      const [one, two] = all.apps;
      const wanted = await causeMails([one]);
      await using db = await openTestDatabase(all.url);
      const rows = () => db.selectFrom("mails").select(["due_at", "tries"]).execute();
      // Some are written after the answer.
      await until("all mails", async () => held > 0 && (await rows()).length >= wanted.length);
      one.kill("SIGKILL");
      await one.ended();
      assertEquals(await two.stop(), 0);

      const left = await rows();
      assertEquals(left.length, wanted.length, "none is lost");
      const claimed = left.filter(({ tries }) => tries > 0);
      assert(claimed.length > 0 && claimed.every(({ due_at }) => due_at > Date.now()));
      await db.updateTable("mails").set({ due_at: Date.now() }).execute(); // five minutes later

      await using server = await MailServer.start();
      await using next = await processes(folder, {
        env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` },
        url: all.url,
      });
      await server.arrived(wanted.length);
      assertEquals(await Promise.all(next.apps.map((app) => app.stop())), [0, 0]);
      assertEquals(server.received.flatMap(({ recipients }) => recipients).toSorted(), wanted);
    }),
);
