import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testApp } from "../support/app.ts";

const MAIL = { to: "ada@example.org", subject: "Hello", text: "Hello Ada,\n\nwelcome.\n" };

const texts = (html: string, tag: string) =>
  [...html.matchAll(new RegExp(`<${tag}[ >][^>]*>([^<]*)</${tag}>`, "g"))].map(([, text]) => text);

Deno.test("without a mail server, localhost shows its mails, the newest first", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  assertStringIncludes((await visitor.get("/dev/outbox")).text, "No mail yet");
  await app.mailer.queue(app.db, { ...MAIL, subject: "First" });
  await app.mailer.queue(app.db, { ...MAIL, subject: "Second, at once" });
  app.wait(60);
  await app.mailer.queue(app.db, { ...MAIL, subject: "Third" });
  const { status, text } = await visitor.get("/dev/outbox");
  assertEquals(status, 200);
  assertEquals(texts(text, "h2"), ["Third", "Second, at once", "First"]);
  assertStringIncludes(text, "ada@example.org");
  assertStringIncludes(text, "21 November 2026 at 08:16 UTC");
  assertStringIncludes(text, "Hello Ada,\n\nwelcome.");
});

Deno.test("links of this app can be followed, and no others; nothing in a mail becomes markup", async () => {
  await using app = await testApp();
  const text = "Open http://localhost:8000/reset/abc?x=1&y=2.\n(http://127.0.0.1:8000/login)\n" +
    "Not http://localhost:8000.evil.example/x, nor http://localhost:8000@evil.example/,\n" +
    'nor javascript:alert(1), nor http://evil.example/?http://localhost:8000/, <img src=x> "';
  await app.mailer.queue(app.db, { to: "<b>@x.example", subject: "<script>1</script>", text });
  const page = (await app.visitor().get("/dev/outbox")).text;
  const main = /<main[^]*<\/main>/.exec(page)![0];
  assertEquals([...main.matchAll(/href="([^"]*)"/g)].map(([, href]) => href), [
    "http://localhost:8000/reset/abc?x=1&amp;y=2",
    "http://127.0.0.1:8000/login",
  ]);
  assertEquals(/<(script|img|b)[ >]/.test(main), false);
  assertStringIncludes(main, "&lt;script>1&lt;/script>");
});

Deno.test("the outbox is to be looked at only, and is never the last page visited", async () => {
  await using app = await testApp();
  const visitor = app.visitor();
  const head = await visitor.send("/dev/outbox", { method: "HEAD" });
  assertEquals([head.status, head.text], [200, ""]);
  await visitor.get("/lab");
  const { headers } = await visitor.get("/dev/outbox");
  assertMatch(headers.get("cache-control") ?? "", /no-store/);
  assertStringIncludes((await visitor.get("/")).text, 'href="/lab">/lab</a>');
  assertEquals((await visitor.post("/dev/outbox", {})).status, 403);
});

const ELSEWHERE: [where: string, env: Record<string, string>][] = [
  ["where mails are sent", { SMTP_URL: "smtp://localhost:25" }],
  ["where others reach the app", { ORIGIN: "https://book.example" }],
  ["where the app listens to others", { HOST: "0.0.0.0" }],
];

const LEADS_TO_IT = 'href="/dev/outbox"';

Deno.test("where there is an outbox every page leads to it, and most of all those that tell of a mail", async () => {
  await using app = await testApp({ REGISTRATION: "confirm" });
  const visitor = app.visitor();
  assertStringIncludes((await visitor.get("/")).text, LEADS_TO_IT);
  for (const path of ["/forgot?sent", "/register?sent"]) {
    assertStringIncludes((await visitor.get(path)).text, "the mail waits in the <a");
  }
});

for (const [where, env] of ELSEWHERE) {
  Deno.test(`there is no outbox ${where}`, async () => {
    await using app = await testApp();
    await app.mailer.queue(app.db, MAIL);
    const { status, text } = await app.restarted(env).visitor().get("/dev/outbox");
    assertEquals([status, text.includes("ada@"), text.includes(LEADS_TO_IT)], [404, false, false]);
  });
}

Deno.test("the outbox keeps the newest hundred, over a restart too", async () => {
  await using app = await testApp();
  for (let i = 1; i <= 103; i++) await app.mailer.queue(app.db, { ...MAIL, subject: `No ${i}` });
  const { text } = await app.restarted({}).visitor().get("/dev/outbox");
  const subjects = texts(text, "h2");
  assertEquals([subjects.length, subjects[0], subjects.at(-1)], [100, "No 103", "No 4"]);
  assertEquals((await app.mails()).length, 100);
});

Deno.test("what was shown in the outbox is not sent when there is a mail server one day", async () => {
  await using app = await testApp();
  await app.mailer.queue(app.db, MAIL);
  const due = app.db.selectFrom("mails").select("id").where("sent_at", "is", null);
  assertEquals(await due.execute(), []);
});

Deno.test("where mails cannot be sent, none are kept", async () => {
  await using app = await testApp({ ORIGIN: "https://book.example" });
  assertEquals(app.mailer.canSend, false);
  await app.mailer.queue(app.db, MAIL);
  assertEquals(await app.mails(), []);
});
