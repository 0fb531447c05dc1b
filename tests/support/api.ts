import { createApiToken, NO_DEVICE, type User } from "@/lib/auth/mod.ts";
import { write } from "@/lib/db/open.ts";
import { type TestApp, testApp } from "./app.ts";

/** An answer of the API, read. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** What the JSON holds; null without a body. */
  // deno-lint-ignore no-explicit-any -- tests say what they expect
  readonly json: any;
}

/** A program that holds a token. */
export interface Program {
  readonly token: string;
  readonly tokenId: string;
  send(method: string, path: string, body?: unknown, headers?: HeadersInit): Promise<ApiAnswer>;
  get(path: string): Promise<ApiAnswer>;
}

/** Makes a token for somebody, and a program that uses it. */
export async function program(
  app: TestApp,
  user: User,
  { scope = "write", name = `token ${crypto.randomUUID()}`, expires = "30" } = {},
): Promise<Program> {
  const made = await createApiToken(app, { user, device: NO_DEVICE }, { name, scope, expires });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  const { token, id: tokenId } = made;
  const send: Program["send"] = (method, path, body, headers = {}) =>
    ask(app, method, path, {
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...Object.fromEntries(new Headers(headers)),
      },
    });
  return { token, tokenId, send, get: (path) => send("GET", path) };
}

/** Asks the API for something, as a program without a browser does. */
export async function ask(
  { handler, config }: TestApp,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<ApiAnswer> {
  const response = await handler(new Request(config.origins[0] + path, { ...init, method }));
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text ? JSON.parse(text) : null,
  };
}

/** An appointment as a program sends it, and gets it back. */
export const JSON_DENTIST = {
  title: "Dentist",
  starts_at: "2026-11-23T09:30:00Z",
  ends_at: "2026-11-23T10:15:00Z",
  all_day: false,
  location: "Main Street 5",
  description: "Bring the card.\nAnd money.",
};

/** Where the API has the appointments. */
export const LIST = "/api/appointments";

/** Adds the dentist, or what is changed of it. */
export const addJson = (who: Program, fields: Record<string, unknown> = {}) =>
  who.send("POST", LIST, { ...JSON_DENTIST, ...fields });

/** The app, and programs of two people, which may do everything. Ada lives in Berlin. */
export async function programs() {
  const app = await testApp();
  const person = await app.person("Ada");
  await write(
    app.db,
    (trx) => trx.updateTable("users").set({ time_zone: "Europe/Berlin" }).execute(),
  );
  const ada = await program(app, person);
  const bo = await program(app, await app.person("Bo"));
  return { app, person, ada, bo };
}
