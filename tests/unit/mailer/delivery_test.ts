import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { freePort } from "../../support/process.ts";
import { MailServer, mailTest } from "../../support/smtp.ts";
import { pause } from "../../support/waiting.ts";
import { LETTER, mailStage } from "./stage.ts";

mailTest(
  "a mail leaves by itself, soon after it was queued, and the database keeps nothing of it",
  async () => {
    await using server = await MailServer.start();
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await stage.mailer.queue(stage.db, LETTER);
    const [mail] = await server.arrived(1);
    assertEquals(mail?.recipients, [LETTER.to]);
    await stage.delivery.wake();
    assertEquals(await stage.rows(), []);
    const [{ mail: id, ...line }] = stage.logged();
    assertEquals(line, { level: "info", event: "mail sent", tries: 1 });
    assertEquals(mail?.messageId, `<${id}@localhost>`);
  },
);

mailTest(
  "a mail waits for the end of its transaction, and goes with one that is taken back",
  async () => {
    await using server = await MailServer.start();
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    let looked: Promise<void> | undefined;
    await assertRejects(
      () =>
        write(stage.db, async (trx) => {
          await stage.mailer.queue(trx, LETTER);
          looked = stage.delivery.wake();
          await pause(50);
          throw new Error("taken back");
        }),
      Error,
      "taken back",
    );
    await looked;
    assertEquals(server.received, []);
    await write(stage.db, (trx) => stage.mailer.queue(trx, { ...LETTER, subject: "kept" }));
    assertEquals((await server.arrived(1)).map(({ subject }) => subject), ["kept"]);
  },
);

mailTest(
  "while the server is away a mail is tried again after growing pauses, and arrives once",
  async () => {
    const port = freePort();
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    await stage.mailer.queue(stage.db, LETTER);
    await stage.delivery.wake();
    assertMatch(stage.logged()[0].reason, /refused/i);
    for (const minutes of [1, 5, 30, 120]) {
      const before = stage.logged().length;
      await stage.afterMinutes(minutes - 0.5);
      assertEquals(stage.logged().length, before, `too early by half a minute of ${minutes}`);
      await stage.afterMinutes(0.5);
      assertEquals(stage.logged().length, before + 1);
    }
    await using server = await MailServer.start({ port });
    await stage.afterMinutes(360);
    await stage.afterMinutes(2_000);
    assertEquals(server.received.length, 1);
    const lines = stage.logged().map(({ event, tries }) => `${event} ${tries}`);
    assertEquals(lines, [1, 2, 3, 4, 5].map((n) => `mail not sent ${n}`).concat("mail sent 6"));
  },
);

mailTest("after a day of trying, a mail is given up, and only the reason is kept", async () => {
  await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${freePort()}` });
  await stage.mailer.queue(stage.db, LETTER);
  let minutes = 0;
  for (; stage.logged().at(-1)?.event !== "mail given up"; minutes += 30) {
    await stage.afterMinutes(30);
    assert(minutes < 3_000, "it is never given up");
  }
  assert(minutes > 1_320 && minutes < 1_560, `given up after ${minutes} minutes`);
  const [row] = await stage.rows();
  assertEquals([row?.sealed, row?.tries], ["", 7]);
  assert(row?.failed_at);
  assertMatch(row?.failure ?? "", /refused/i);
  await stage.afterMinutes(10_000);
  assertEquals(stage.logged().length, 7);
});

const REFUSALS: [what: string, answer: string, row: [isFinal: boolean, failure: string]][] = [
  ["for good", "550 5.1.1 <ada@example.org>: no such user", [
    true,
    "RCPT TO: 550 5.1.1 … no such user",
  ]],
  ["for now", "450 4.2.1 Ask again later, ada@example.org", [
    false,
    "RCPT TO: 450 4.2.1 Ask again later, …",
  ]],
];

for (const [what, answer, row] of REFUSALS) {
  mailTest(`a server that refuses a recipient ${what} is believed`, async () => {
    await using server = await MailServer.start({ refuse: () => answer });
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await stage.mailer.queue(stage.db, LETTER);
    await stage.delivery.wake();
    const [kept] = await stage.rows();
    assertEquals([kept?.failed_at !== null, kept?.failure], row);
    assertEquals(kept?.sealed === "", row[0]);
    const said = JSON.stringify(stage.logged());
    assertEquals(/ada|Choose|reset/.test(said), false, said);
    await stage.afterMinutes(3_000);
    assertEquals(server.received, []);
    assertEquals(stage.logged().length, row[0] ? 1 : 2);
  });
}

mailTest(
  "a refusal that is not for this mail alone gives it time until the settings are right",
  async () => {
    const notYou = { onMailFrom: (_: unknown, __: unknown, done: (e: Error) => void) => done(no) };
    const no = Object.assign(new Error("Not from you"), { responseCode: 550 });
    await using server = await MailServer.start({ options: notYou });
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await stage.mailer.queue(stage.db, LETTER);
    await stage.delivery.wake();
    const [kept] = await stage.rows();
    assertEquals([kept?.failed_at, kept?.failure], [null, "MAIL FROM: 550 Not from you"]);
  },
);

mailTest("many mails leave at once, each to its own reader", async () => {
  await using server = await MailServer.start();
  await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  const readers = Array.from({ length: 23 }, (_, i) => `reader${i}@example.org`);
  await Promise.all(readers.map((to) => stage.mailer.queue(stage.db, { ...LETTER, to })));
  const received = await server.arrived(readers.length);
  assertEquals(received.map(({ recipients }) => recipients.join()).sort(), readers.toSorted());
  await stage.delivery.wake();
  assertEquals([server.received.length, (await stage.rows()).length], [23, 0]);
});

mailTest("what no key opens any more waits for the right key", async () => {
  await using server = await MailServer.start();
  await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
  await stage.db.insertInto("mails")
    .values({
      id: "1",
      sealed: "AAAA",
      created_at: 0,
      due_at: 0,
      sent_at: null,
      failed_at: null,
      failure: null,
    })
    .execute();
  await stage.delivery.wake();
  const [kept] = await stage.rows();
  assertEquals([kept?.sealed, kept?.failure], ["AAAA", "No key that is set opens it."]);
});
