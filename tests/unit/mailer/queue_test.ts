import { assertEquals, assertRejects } from "@std/assert";
import { write } from "@/lib/db/open.ts";
import { testApp } from "../../support/app.ts";

const LETTER = { to: "ada@example.org", subject: "Grüße 🧥", text: "Your link: http://x/1\n" };

Deno.test("what is queued stands in the database, where nobody can read it", async () => {
  await using app = await testApp();
  await app.mailer.queue(app.db, LETTER);
  await app.mailer.queue(app.db, { ...LETTER, subject: "Second" });
  assertEquals(await app.mails(), [LETTER, { ...LETTER, subject: "Second" }]);
  const stored = JSON.stringify(await app.db.selectFrom("mails").selectAll().execute());
  assertEquals(/ada@|Grüße|Second|http/.test(stored), false, stored);
});

Deno.test("a mail goes with its transaction: one that is rolled back leaves none", async () => {
  await using app = await testApp();
  await assertRejects(
    () =>
      write(app.db, async (trx) => {
        await app.mailer.queue(trx, LETTER);
        throw new Error("no");
      }),
    Error,
    "no",
  );
  assertEquals(await app.mails(), []);
});
