import { assertEquals } from "@std/assert";
import { allowMail, authenticate } from "@/lib/auth/mod.ts";
import { testApp } from "../../support/app.ts";
import { PASSWORD } from "../../support/visitor.ts";

const from = (source: string) => ({ address: "ada@example.org", source });

Deno.test("strangers who ask again and again keep no mail from the owner, nor send more than twenty", async () => {
  await using app = await testApp();
  for (let i = 0; i < 5; i++) await allowMail(app, "register", from("192.0.2.1"));
  for (let i = 2; i < 17; i++) {
    assertEquals(await allowMail(app, "register", from(`192.0.2.${i}`)), true);
    assertEquals(await allowMail(app, "register", from(`192.0.2.${i}`)), false);
  }
  assertEquals(await allowMail(app, "register", from("192.0.2.77")), false);
});

Deno.test("five mails go to one address, and a sixth after an hour of quiet", async () => {
  await using app = await testApp();
  for (let i = 0; i < 5; i++) {
    assertEquals(await allowMail(app, "reset", from(`192.0.2.${i % 2}`)), true);
  }
  assertEquals(
    await allowMail(app, "reset", { ...from("192.0.2.1"), address: "ADA@example.org " }),
    false,
  );
  app.wait(3599);
  assertEquals(await allowMail(app, "reset", from("192.0.2.0")), false);
  app.wait(1);
  for (let i = 0; i < 5; i++) assertEquals(await allowMail(app, "reset", from("192.0.2.0")), true);
  assertEquals(await allowMail(app, "reset", from("192.0.2.0")), false);
});

Deno.test("one source may ask for mails to forty addresses an hour, and learns when it may again", async () => {
  await using app = await testApp();
  const source = "2001:db8::1";
  for (let i = 0; i < 40; i++) {
    assertEquals(await allowMail(app, "reset", { address: `p${i}@example.org`, source }), true);
    app.wait(10);
  }
  const more = { address: "p40@example.org", source: "2001:db8::2" };
  assertEquals(await allowMail(app, "reset", more), { retryAfter: 3200 });
  assertEquals(await allowMail(app, "reset", { address: "p39@example.org", source }), true);
  assertEquals(await allowMail(app, "reset", { ...more, source: "2001:db8:0:1::1" }), true);
  app.wait(3200);
  assertEquals(await allowMail(app, "reset", more), true);
});

Deno.test("mails that were asked for keep nobody from signing in", async () => {
  await using app = await testApp();
  await app.person("Ada");
  const device = { userAgent: "", address: "192.0.2.1" };
  for (let i = 0; i < 45; i++) {
    await allowMail(app, "reset", { address: `p${i % 40}@example.org`, source: device.address });
    await allowMail(app, "reset", { address: "ada@example.org", source: device.address });
  }
  const ada = { email: "ada@example.org", password: PASSWORD, device, known: null };
  assertEquals((await authenticate(app, ada)).ok, true);
});
