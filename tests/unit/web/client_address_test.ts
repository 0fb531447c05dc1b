import { assertEquals } from "@std/assert";
import { clientAddress } from "@/lib/web/client_address.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "10.0.0.1", port: 40_000 },
  completed: Promise.resolve(),
};

const CASES: [header: string | null, trustProxy: boolean, address: string, why: string][] = [
  [null, false, "10.0.0.1", "is the connection's"],
  ["203.0.113.9", false, "10.0.0.1", "is not what anybody may claim"],
  ["203.0.113.9", true, "203.0.113.9", "is what a trusted proxy says"],
  ["127.0.0.1, 203.0.113.9", true, "203.0.113.9", "is what the proxy itself added, at the end"],
  [null, true, "10.0.0.1", "is the connection's when the proxy says nothing"],
  [" , ", true, "10.0.0.1", "is the connection's when the proxy names nobody"],
  ["9".repeat(500), true, "9".repeat(64), "is bounded"],
];

for (const [header, trustProxy, address, why] of CASES) {
  Deno.test(`the address of a client ${why}`, () => {
    const headers = new Headers(header === null ? {} : { "x-forwarded-for": header });
    const request = new Request("http://localhost/", { headers });
    assertEquals(clientAddress(request, INFO, { trustProxy }), address);
  });
}
