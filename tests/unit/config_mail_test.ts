import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { ConfigError, type Env, readConfig } from "@/lib/config.ts";
import { SECRET } from "../support/constants.ts";

const mailOf = (env: Env) => readConfig({ SECRET_KEY: SECRET, ...env }).mail;

const serverOf = (url: string) => {
  const mail = mailOf({ SMTP_URL: url });
  assert(mail.kind === "smtp");
  return mail.server;
};

Deno.test("mails go to the server that is set, are shown on localhost, and elsewhere stay unwritten", () => {
  const origin = "https://book.example";
  assertEquals(mailOf({}).kind, "outbox");
  assertEquals(mailOf({ ORIGIN: origin }).kind, "none");
  assertEquals(mailOf({ HOST: "0.0.0.0" }).kind, "none");
  for (const more of [{}, { ORIGIN: origin }]) {
    assertEquals(mailOf({ SMTP_URL: "smtp://localhost:25", ...more }).kind, "smtp");
  }
});

Deno.test("an SMTP_URL names host, port, encryption and login", () => {
  assertEquals(serverOf("smtps://b%40ok:p%3Aa%2F%20%C3%BC@mail.example"), {
    host: "mail.example",
    port: 465,
    isTls: true,
    isLocal: false,
    login: { user: "b@ok", password: "p:a/ ü" },
  });
  assertEquals(serverOf(" smtp://localhost:25/ "), {
    host: "localhost",
    port: 25,
    isTls: false,
    isLocal: true,
    login: null,
  });
  assertEquals(serverOf("smtp://mail.example").port, 587);
  const { host, isLocal } = serverOf("smtp://[::1]:2525");
  assertEquals([host, isLocal], ["::1", true]);
});

const UNUSABLE = [
  "mail.example:465",
  "https://user:hunter2@mail.example",
  "smtp://",
  "smtp://user:hunter2@mail.example:http",
  "smtp://user:hunter2#1@mail.example",
  "smtp://user:hunter2%@mail.example",
  "smtp://user:hunter2@mail.example/inbox",
  "smtp://user:hunter2@mail.example?tls.rejectUnauthorized=false",
];

for (const url of UNUSABLE) {
  Deno.test(`SMTP_URL ${url} is refused, without repeating the password`, () => {
    const { message } = assertThrows(() => mailOf({ SMTP_URL: url }), ConfigError);
    assertMatch(message, /^SMTP_URL has to be an address such as smtps:/);
    assertEquals(message.includes("hunter2"), false);
  });
}

const SENDERS: [text: string, sender: { name: string; address: string }][] = [
  ["hello@book.example", { name: "", address: "hello@book.example" }],
  ["<hello@book.example>", { name: "", address: "hello@book.example" }],
  [" The Book <hello@book.example> ", { name: "The Book", address: "hello@book.example" }],
  ["Ada, Bo & Co. <a@b.example>", { name: "Ada, Bo & Co.", address: "a@b.example" }],
];

for (const [text, sender] of SENDERS) {
  Deno.test(`MAIL_FROM may be ${text}`, () => {
    const mail = mailOf({ MAIL_FROM: text });
    assert(mail.kind === "outbox");
    assertEquals(mail.from, sender);
  });
}

for (const text of ["Book", "Book <hello>", "a@b.example\nBcc: c@d.example", "a@b.example, c@d"]) {
  Deno.test(`MAIL_FROM ${JSON.stringify(text)} is refused`, () => {
    const error = assertThrows(() => mailOf({ MAIL_FROM: text }), ConfigError);
    assertMatch(error.message, /^MAIL_FROM is "/);
  });
}

Deno.test("without MAIL_FROM nobody is asked to answer", () => {
  const mail = mailOf({ ORIGIN: "https://book.example", SMTP_URL: "smtp://mail.example" });
  assert(mail.kind === "smtp");
  assertEquals(mail.from, { name: "Cloakroom", address: "no-reply@book.example" });
});
