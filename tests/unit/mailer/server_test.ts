import { assertEquals, assertMatch } from "@std/assert";
import { MailServer, mailTest, tlsTest } from "../../support/smtp.ts";
import { LETTER, mailStage } from "./stage.ts";

/** What a server got of one mail, and what the app noted. */
async function tried(
  url: (port: number) => string,
  options: NonNullable<Parameters<typeof MailServer.start>[0]>["options"] = {},
) {
  await using server = await MailServer.start({ options });
  await using stage = await mailStage({ SMTP_URL: url(server.port) });
  await stage.mailer.queue(stage.db, LETTER);
  await stage.delivery.wake();
  const failure = (await stage.rows())[0]?.failure;
  return { mail: server.received[0], logins: server.logins, failure, lines: stage.logged() };
}

// In the tests below 0.0.0.0 leads to this machine, and the app does not know.

tlsTest("user and password of SMTP_URL sign in, whatever signs they hold", async () => {
  const { mail } = await tried((port) => `smtp://b%40ok:p%3Aa%2Fs%20s@127.0.0.1:${port}`);
  assertEquals([mail?.login, mail?.isTls], ["b@ok:p:a/s s", true]);
});

tlsTest("smtps is encrypted from its first byte", async () => {
  const { mail } = await tried((port) => `smtps://u:p@0.0.0.0:${port}`, { secure: true });
  assertEquals([mail?.isTls, mail?.login], [true, "u:p"]);
});

mailTest("on this machine a server without encryption will do", async () => {
  const { mail } = await tried((port) => `smtp://u:p@127.0.0.1:${port}`, { hideSTARTTLS: true });
  assertEquals([mail?.isTls, mail?.login], [false, "u:p"]);
});

tlsTest("no password goes to another machine in plain text", async () => {
  const options = { hideSTARTTLS: true, disabledCommands: ["STARTTLS"] };
  const { mail, logins, failure } = await tried((port) => `smtp://u:p@0.0.0.0:${port}`, options);
  assertEquals([mail, logins], [undefined, []]);
  assertMatch(failure ?? "", /^STARTTLS: /);
  const encrypted = await tried((port) => `smtp://u:p@0.0.0.0:${port}`);
  assertEquals([encrypted.mail?.isTls, encrypted.mail?.login], [true, "u:p"]);
});

mailTest("a password that is refused is told, and the mail kept", async () => {
  const options = {
    onAuth: (_: unknown, __: unknown, done: (error: Error) => void) =>
      done(Object.assign(new Error("No such user hook@book.example"), { responseCode: 535 })),
  };
  const { mail, failure, lines } = await tried(
    (port) => `smtp://u:hunter2@127.0.0.1:${port}`,
    options,
  );
  assertEquals([mail, failure], [undefined, "AUTH PLAIN: 535 No such user …"]);
  assertEquals(lines.map(({ event }) => event), ["mail not sent"]);
  assertEquals(/hunter2/.test(JSON.stringify(lines)), false);
});

tlsTest("a server that shows a certificate of somebody else gets nothing", async () => {
  // That of the tests is for 0.0.0.0 only.
  for (const secure of [false, true]) {
    const url = (port: number) => `smtp${secure ? "s" : ""}://u:p@[::ffff:127.0.0.1]:${port}`;
    const { mail, logins, failure } = await tried(url, { secure });
    assertEquals([mail, logins], [undefined, []]);
    assertMatch(failure ?? "", /certificate/i);
  }
});

tlsTest(
  "a server on this machine may show any certificate, as those of Linux distributions do",
  async () => {
    const { mail } = await tried((port) => `smtp://u:p@127.0.0.1:${port}`);
    assertEquals([mail?.isTls, mail?.login], [true, "u:p"]);
  },
);
