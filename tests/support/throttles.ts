import { type TestApp, testApp } from "./app.ts";
import type { Client } from "./client.ts";

export const ADA = "ada@example.org";

/** Ada has an account; strangers come from addresses that a proxy tells. */
export async function atProxy(): Promise<TestApp> {
  const app = await testApp({ TRUST_PROXY: "on" });
  await app.person("Ada");
  return app;
}

export function from(app: TestApp, address: string): Client {
  return Object.assign(app.visitor(), { address });
}

/** Status and Retry-After of wrong tries, one after the other. */
export async function fail(visitor: Client, times: number, email = ADA): Promise<string[]> {
  const answers = [];
  for (let i = 0; i < times; i++) {
    const { status, headers } = await visitor.login(email, `wrong words ${i}`);
    answers.push(`${status} ${headers.get("retry-after") ?? ""}`.trim());
  }
  return answers;
}
