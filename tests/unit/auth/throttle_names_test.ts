import { assert, assertEquals, assertFalse, assertNotEquals } from "@std/assert";
import { mailPairOf, network, pairOf } from "@/lib/auth/passwords/throttle_names.ts";
import { SECRET } from "../../support/constants.ts";

const NETWORKS: Record<string, string> = {
  "203.0.113.9": "203.0.113.9",
  "203.0.113.9:51234": "203.0.113.9",
  "::ffff:203.0.113.9": "203.0.113.9",
  "::FFFF:203.0.113.9": "203.0.113.9",
  "[::ffff:203.0.113.9]:443": "203.0.113.9",
  "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
  "2001:DB8:1:2::6": "2001:db8:1:2::/64",
  "2001:0db8:0001:0002:ffff::": "2001:db8:1:2::/64",
  "[2001:db8:1:2::6]:443": "2001:db8:1:2::/64",
  "[2001:db8:1:2::6]": "2001:db8:1:2::/64",
  "2001:db8::1": "2001:db8:0:0::/64",
  "::1": "0:0:0:0::/64",
  "fe80::1%eth0": "fe80:0:0:0::/64",
  "unknown": "unknown",
  "": "",
  "a]b/c": "a]b/c",
};

for (const [address, name] of Object.entries(NETWORKS)) {
  Deno.test(`${address || "no address"} counts as ${name || "itself"}`, () => {
    assertEquals(network(address), name);
  });
}

const deps = { config: { secrets: [SECRET] } } as never;
const ADDRESS = { kind: "address", id: "203.0.113.9" } as const;

Deno.test("names tell neither account nor address, and one mailbox has one name", () => {
  const pair = pairOf(deps, " Ada@Example.org", ADDRESS);
  assertEquals(pair, pairOf(deps, "ada@example.org", { ...ADDRESS, id: "203.0.113.9:80" }));
  assertFalse(/ada|203/.test(JSON.stringify(pair)));
  assert(pair.source.startsWith("address:"));
});

Deno.test("an account, a device, a login and a mail of one name have names of their own", () => {
  const names = (["address", "device", "login"] as const).map((kind) =>
    pairOf(deps, "ada@example.org", { kind, id: "1" }).source.split(":")[1]
  );
  const mail = mailPairOf(deps, "reset", "ada@example.org", "1");
  assertEquals(new Set([...names, mail.source.split(":")[1]]).size, 4);
  assertNotEquals(mail.account, pairOf(deps, "ada@example.org", ADDRESS).account);
});
