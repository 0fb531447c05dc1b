import { assert, assertEquals, assertMatch } from "@std/assert";
import { NOW } from "../../support/constants.ts";
import { MailServer, mailTest } from "../../support/smtp.ts";
import { LETTER, mailStage } from "./stage.ts";

/** A mail as it arrives. */
async function sent(mail: Partial<typeof LETTER>, env: Record<string, string> = {}) {
  await using server = await MailServer.start();
  await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}`, ...env });
  await stage.mailer.queue(stage.db, { ...LETTER, ...mail });
  return (await server.arrived(1))[0]!;
}

mailTest("a mail says from whom it is, when and by what it was written", async () => {
  const mail = await sent({}, { MAIL_FROM: "The Book, by Ada <hello@book.example>" });
  assertEquals(mail.from, { name: "The Book, by Ada", address: "hello@book.example" });
  assertEquals(mail.to, [{ name: "", address: LETTER.to }]);
  assertEquals(Date.parse(mail.date ?? ""), NOW);
  assertMatch(mail.messageId ?? "", /^<[\w-]{36}@localhost>$/);
  const header = (key: string) => mail.headers.find((header) => header.key === key)?.value;
  assertEquals(header("auto-submitted"), "auto-generated");
  assertEquals(header("content-type"), "text/plain; charset=utf-8");
  assertEquals(header("x-mailer"), undefined);
});

mailTest("umlauts, emoji and other scripts arrive as they were written", async () => {
  const subject = "Grüße von 🧥 – 予約の確認, und noch viel mehr, als in eine Zeile passt";
  const text = "Hällo Ada 🧥,\n\n予約\n.\n..\nFrom here on\n";
  const mail = await sent({ subject, text });
  assertEquals([mail.subject, mail.text], [subject, text]);
});

mailTest("long lines and long links arrive whole, though no line of the mail is long", async () => {
  const link = `http://localhost:8000/reset/${"x".repeat(150)}`;
  const text = `${"word ".repeat(300)}\n\n${link}\n`;
  const mail = await sent({ text });
  assertEquals(mail.text, text);
  assert(mail.raw.split("\r\n").every((line) => line.length <= 78), mail.raw);
  assertMatch(mail.raw, /^Content-Type: text\/plain; charset=utf-8\r\n/m, "not wrapped by hand");
});

mailTest("a line break in a subject begins no header", async () => {
  const mail = await sent({ subject: "Hello Ada\r\nBcc: eve@example.org\r\n\r\nEve's words" });
  assertEquals(mail.subject, "Hello Ada Bcc: eve@example.org  Eve's words");
  assertEquals(mail.recipients, [LETTER.to]);
  assertEquals(mail.text, LETTER.text);
  assertEquals(mail.headers.filter(({ key }) => key === "bcc"), []);
});

const NO_ADDRESSES = [
  "ada@example.org\r\nBcc: eve@example.org",
  "ada@example.org\nRCPT TO:<eve@example.org>",
  "ada@example.org, eve@example.org",
  "Ada <eve@example.org>",
  '"ada@example.org "@eve.example',
  "ada",
];

for (const to of NO_ADDRESSES) {
  mailTest(`nothing is sent to ${JSON.stringify(to)}`, async () => {
    await using server = await MailServer.start();
    await using stage = await mailStage({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await stage.mailer.queue(stage.db, { ...LETTER, to });
    await stage.delivery.wake();
    const [row] = await stage.rows();
    assertEquals([server.received.length, row?.failure], [0, "There is no such mail address."]);
    assertEquals(stage.logged().map(({ event }) => event), ["mail given up"]);
  });
}
