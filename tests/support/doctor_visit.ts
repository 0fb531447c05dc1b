import { examineVisit, visit } from "@/lib/doctor/mod.ts";
import { testApp } from "./app.ts";
import { NOW, SECRET } from "./constants.ts";
import { settingsOf } from "./doctor.ts";
import { freePort } from "./process.ts";
import type { Handler } from "./visitor.ts";

export type Proxy = (request: Request, app: Handler) => Response | Promise<Response>;

export interface Stage {
  /** The app's settings. */
  app?: Record<string, string>;
  /** The doctor's, when they are others. */
  doctor?: Record<string, string>;
  /** What stands before the app. */
  proxy?: Proxy;
  path?: string;
}

/** What the doctor says of an app that listens on localhost. */
export async function saidOfVisit({ app: env = {}, doctor = env, proxy, path = "/login" }: Stage) {
  const port = freePort();
  await using app = await testApp({ PORT: String(port), ...env });
  await using _server = Deno.serve({ port, onListen() {} }, async (request) => {
    const response = await (proxy ? proxy(request, app.handler) : app.handler(request));
    const dated = new Response(response.body, response);
    if (!dated.headers.has("date")) dated.headers.set("date", new Date(NOW).toUTCString());
    return dated;
  });
  const settings = await settingsOf({ PORT: String(port), SECRET_KEY: SECRET, ...doctor });
  const visited = await visit(new URL(path, `http://localhost:${port}`), settings.clock);
  const findings = examineVisit(visited, settings);
  return { findings, lines: app.lines };
}
