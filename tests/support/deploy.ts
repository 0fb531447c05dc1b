/** Deno Deploy, as its documentation describes it: what it does with a revision, on this machine. */
import { request as send } from "node:http";
import { arrayBuffer } from "node:stream/consumers";
import { delimiter, join } from "node:path";
import { SECRET } from "./constants.ts";
import { AppProcess, cloneInto, deploy, freePort } from "./process.ts";
import { type Handler, Visitor } from "./visitor.ts";

/** Told to whatever runs on Deploy. */
const APP = { DENO_DEPLOY: "true", DENO_DEPLOY_ORG_SLUG: "acme", DENO_DEPLOY_APP_SLUG: "book" };

/** Where a visitor's own machine is. */
export const CLIENT = "203.0.113.9";

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** One state of the project, in a folder where nothing else is. */
export class Revision {
  private constructor(readonly folder: string) {}

  static async in(folder: string): Promise<Revision> {
    await cloneInto(folder);
    return new Revision(folder);
  }

  /** Before the app is started there is no timeline, and none of its settings. */
  async build(): Promise<Outcome> {
    const env = { ...APP, CI: "true", DENO_DEPLOY_BUILD_ID: "b1" };
    const installed = await this.#run(deploy.install, env);
    return installed.code === 0 ? await this.#run(deploy.build, env) : installed;
  }

  predeploy(settings: Record<string, string>, timeline = "production"): Promise<Outcome> {
    return this.#run(deploy.predeploy, { ...APP, ...ofTimeline(timeline), ...settings });
  }

  /** With all rights, no flags, and an address to listen on that the runtime obeys whatever the app asks for. */
  start(settings: Record<string, string>, timeline = "production"): AppProcess {
    const port = freePort();
    const listening = {
      DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
      DENO_TRUST_PROXY_HEADERS: "1",
      PORT: "",
    };
    const env = { ...APP, ...ofTimeline(timeline), ...listening, ...settings };
    const { entrypoint, args = [] } = deploy.runtime;
    return new AppProcess(this.folder, port, env, ["run", "-A", entrypoint, ...args]);
  }

  /** Runs a command in a shell in which `deno` is the runtime of these tests. */
  async #run(command: string, env: Record<string, string>): Promise<Outcome> {
    const bin = join(this.folder, "bin");
    await Deno.mkdir(bin, { recursive: true });
    await Deno.symlink(Deno.execPath(), join(bin, "deno")).catch(() => {}); // it is there already
    const PATH = `${bin}${delimiter}${Deno.env.get("PATH")}`;
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", command],
      cwd: this.folder,
      env: { NO_COLOR: "1", ...env, PATH },
    }).output();
    return { code, output: [stdout, stderr].map((b) => new TextDecoder().decode(b)).join("") };
  }
}

function ofTimeline(timeline: string): Record<string, string> {
  return { DENO_DEPLOYMENT_ID: "d1", DENO_TIMELINE: timeline, SECRET_KEY: SECRET };
}

/** Somebody who comes through Deploy's proxy, which speaks https with them and tells the runtime where they are. */
export function visitorOf({ port }: AppProcess, origin: string): Visitor {
  const handler: Handler = async (request) => {
    const body = new Uint8Array(await request.arrayBuffer());
    return await new Promise((resolve, reject) => {
      const { host } = new URL(request.url);
      const headers = {
        ...Object.fromEntries(request.headers),
        host,
        "content-length": String(body.length),
        "x-deno-client-address": `${CLIENT}:4711`,
      };
      const to = { host: "127.0.0.1", port, method: request.method, path: request.url, headers };
      send(to, async (answer) => {
        const content = await arrayBuffer(answer);
        const pairs = Array.from(
          { length: answer.rawHeaders.length / 2 },
          (_, i) => answer.rawHeaders.slice(2 * i, 2 * i + 2) as [string, string],
        );
        resolve(
          new Response(content.byteLength > 0 ? content : null, {
            status: answer.statusCode,
            headers: pairs,
          }),
        );
      }).on("error", reject).end(body);
    });
  };
  return new Visitor(handler, origin);
}
