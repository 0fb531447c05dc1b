import { assert, assertEquals } from "@std/assert";
import { onNewDatabase } from "../../support/database.ts";
import { MailServer, mailTest } from "../../support/smtp.ts";
import { pause, until } from "../../support/waiting.ts";
import { LETTER, mailStage } from "./stage.ts";

/** The settings of processes that share a database and a mail server. */
const sharing = (url: string, { port }: MailServer) => ({
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  DATABASE_URL: url,
});

/** Waits until a first mail was taken to be sent. */
const isTried = (stage: Awaited<ReturnType<typeof mailStage>>) =>
  until("a try", async () => (await stage.rows())[0]?.tries === 1);

mailTest(
  "of several processes on one database, each mail is sent by one",
  () =>
    onNewDatabase(async (url) => {
      await using server = await MailServer.start();
      await using one = await mailStage(sharing(url, server));
      await using two = await mailStage(sharing(url, server));
      const readers = Array.from({ length: 40 }, (_, i) => `reader${i}@example.org`);
      await Promise.all(readers.map((to, i) => {
        const { mailer, db } = i % 2 ? one : two;
        return mailer.queue(db, { ...LETTER, to });
      }));
      for (let i = 0; i < 5; i++) await Promise.all([one.delivery.wake(), two.delivery.wake()]);
      assertEquals(server.received.flatMap(({ recipients }) => recipients).sort(), readers.sort());
      const counts = [one, two].map((stage) => stage.logged().length);
      assert(counts.every((count) => count > 0), `sent by each: ${counts}`);
    }),
);

mailTest(
  "what a process took and never finished is sent by the next, five minutes later",
  () =>
    onNewDatabase(async (url) => {
      const never = Promise.withResolvers<void>();
      await using slow = await MailServer.start({ hold: () => never.promise });
      await using first = await mailStage(sharing(url, slow));
      await first.mailer.queue(first.db, LETTER);
      await isTried(first);

      await using server = await MailServer.start();
      await using second = await mailStage(sharing(url, server));
      await second.afterMinutes(4.9);
      assertEquals(server.received.length, 0);
      await second.afterMinutes(0.2);
      assertEquals(server.received.length, 1);
      never.resolve();
      await first.delivery.wake();
      assertEquals(await second.rows(), []);
    }),
);

mailTest("what is being sent when the app stops is finished", () =>
  onNewDatabase(async (url) => {
    const moment = () => pause(300);
    await using server = await MailServer.start({ hold: moment });
    await using stage = await mailStage(sharing(url, server));
    await stage.mailer.queue(stage.db, LETTER);
    await isTried(stage);
    await stage.delivery.stop();
    assertEquals([server.received.length, await stage.rows()], [1, []]);
  }));

mailTest(
  "a server that keeps the app waiting does not keep it from stopping, and loses no mail",
  () =>
    onNewDatabase(async (url) => {
      const never = Promise.withResolvers<void>();
      await using slow = await MailServer.start({ hold: () => never.promise });
      const first = await mailStage(sharing(url, slow));
      for (const to of ["a@example.org", "b@example.org"]) {
        await first.mailer.queue(first.db, { ...LETTER, to });
      }
      await isTried(first);
      const began = performance.now();
      await first[Symbol.asyncDispose]();
      assert(performance.now() - began < 2_500, "it took too long");
      assertEquals(first.logged(), []);

      await using server = await MailServer.start();
      await using second = await mailStage(sharing(url, server));
      await second.delivery.wake();
      const lines = second.logged().map(({ event, tries }) => `${event} ${tries}`);
      assertEquals(lines, ["mail sent 1", "mail sent 1"]);
      never.resolve();
    }),
);
