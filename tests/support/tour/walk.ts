import { assertEquals } from "@std/assert";
import { type TestApp, testApp } from "../app.ts";
import type { Client } from "../client.ts";
import type { Answer, Handler } from "../visitor.ts";

/** A page in one of its states, as a browser got it. */
export interface Stop {
  /** What is to be seen, such as "list, empty". */
  readonly name: string;
  readonly answer: Answer;
  /** What the browser held when it got the page. */
  readonly cookies: ReadonlyMap<string, string>;
  /** The app that it came from. */
  readonly handler: Handler;
}

/** Walks through an app, and keeps every page that it is shown. */
export class Walk {
  readonly stops: Stop[] = [];
  readonly apps: TestApp[] = [];

  /** A new app, which stays until the end of the tour. */
  async app(env: Record<string, string> = {}): Promise<TestApp> {
    const app = await testApp(env);
    this.apps.push(app);
    return app;
  }

  /** Opens a page. */
  async see(name: string, visitor: Client, path: string, status = 200): Promise<Answer> {
    return this.keep(name, visitor, await visitor.get(path), status);
  }

  /** Sends a page's form and keeps what comes: a page that finds fault, or the one that it leads to. */
  async send(
    name: string,
    visitor: Client,
    path: string,
    fields: Record<string, string>,
    status = 200,
  ): Promise<Answer> {
    const sent = await visitor.submit(path, fields);
    const to = sent.headers.get("location");
    return this.keep(name, visitor, to === null ? sent : await visitor.get(to), status);
  }

  keep(name: string, { cookies, handler }: Client, answer: Answer, status: number): Answer {
    assertEquals([name, answer.status], [name, status]);
    this.stops.push({ name, answer, handler, cookies: new Map(cookies) });
    return answer;
  }

  /** The patterns of all routes whose pages were kept. */
  routes(): Set<string> {
    const ids = new Set(this.stops.map(({ answer }) => answer.headers.get("x-request-id")));
    const lines = this.apps.flatMap(({ lines }) => lines).map((line) => JSON.parse(line));
    return new Set(
      lines.filter(({ event, id }) => event === "request" && ids.has(id)).map(({ route }) => route),
    );
  }

  async end(): Promise<void> {
    for (const app of this.apps) await app[Symbol.asyncDispose]();
  }
}
