import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { CERTIFICATE } from "../support/certificate.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { MailServer, mailTest, tlsTest } from "../support/smtp.ts";
import { until } from "../support/waiting.ts";

await build();

tlsTest(
  "the app sends its mails with the rights that it starts with, over an encrypted connection",
  () =>
    inNewFolder(async (folder) => {
      await using server = await MailServer.start({ options: { secure: true } });
      await Deno.writeTextFile(`${folder}/authority.pem`, CERTIFICATE);
      const env = {
        // It leads to this machine, and the app does not know: certificates of localhost are not looked at.
        SMTP_URL: `smtps://book:p%40ss@0.0.0.0:${server.port}`,
        DENO_CERT: `${folder}/authority.pem`,
      };
      await using app = await new AppProcess(folder, freePort(), env).ready();
      await app.visitor().register("Ada");
      await app.visitor().login("ada@example.org");
      const mails = await server.arrived(2); // of the new account, and of the second browser
      const mail = mails.find(({ subject }) => /sign-in/.test(subject ?? ""));
      assertEquals([mail?.isTls, mail?.login], [true, "book:p@ss"]);
      assertEquals(mail?.recipients, ["ada@example.org"]);
      assertEquals((await app.visitor().get("/dev/outbox")).status, 404);

      const began = performance.now();
      assertEquals(await app.stop(), 0);
      assert(performance.now() - began < 2_500, "an open connection to the mail server held it up");
      assertStringIncludes(app.output, "mail sent");
      assertEquals(/ada@example|p@ss|permission|NotCapable/i.test(app.output), false, app.output);
    }),
);

mailTest(
  "what could not be sent before the app stopped is sent after the next start",
  () =>
    inNewFolder(async (folder) => {
      const never = Promise.withResolvers<void>();
      await using slow = await MailServer.start({ hold: () => never.promise });
      const port = freePort();
      const settings = ({ port }: MailServer) => ({ SMTP_URL: `smtp://127.0.0.1:${port}` });
      await using first = await new AppProcess(folder, port, settings(slow)).ready();
      await first.visitor().register("Ada");
      await first.visitor().login("ada@example.org");
      await until("a connection", () => slow.connected > 0);
      assertEquals(await first.stop(), 0);

      await using server = await MailServer.start();
      await using second = await new AppProcess(folder, port, settings(server)).ready();
      assertEquals((await server.arrived(1))[0]?.recipients, ["ada@example.org"]);
      never.resolve();
      assertEquals(await second.stop(), 0);
    }),
);
