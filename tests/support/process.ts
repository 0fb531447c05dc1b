import { cp } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./constants.ts";
import { Visitor } from "./visitor.ts";
import { until } from "./waiting.ts";

interface ProjectFile {
  readonly tasks: Record<string, { command: string }>;
  /** What Deno Deploy does with a revision. */
  readonly deploy: {
    readonly install: string;
    readonly build: string;
    readonly predeploy: string;
    readonly runtime: { entrypoint: string; args?: readonly string[] };
  };
}

/** Tasks of the project and the like; its deno.json has comments, which JSON has not. */
export const { tasks, deploy }: ProjectFile = JSON.parse(
  (await Deno.readTextFile(join(ROOT, "deno.json"))).replace(/^\s*\/\/.*$/gm, ""),
);

/** Those of the start task. */
const FLAGS = /deno run (.*) main\.ts$/.exec(tasks.start!.command)![1]!.split(" ");

/** What the start task runs, from any folder. */
const START = ["run", "--config", join(ROOT, "deno.json"), ...FLAGS, join(ROOT, "main.ts")];

/** A real process of the app, in a folder of its own. */
export class AppProcess implements AsyncDisposable {
  #output = "";
  readonly #child: Deno.ChildProcess;
  readonly #read: Promise<unknown>;

  /** @param args what the runtime is asked to do; by default what the start task asks for */
  constructor(
    readonly folder: string,
    readonly port: number,
    env: Record<string, string> = {},
    args: readonly string[] = START,
  ) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [...args],
      cwd: folder,
      env: { PORT: String(port), NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#read = Promise.all([
      this.#collect(this.#child.stdout),
      this.#collect(this.#child.stderr),
    ]);
  }

  /** What it has printed so far. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    return this.#child.pid;
  }

  visitor(): Visitor {
    return new Visitor((request) => fetch(request), `http://localhost:${this.port}`);
  }

  /** Waits until it listens. */
  async ready(): Promise<this> {
    const why = () => `the start of the app, which says:\n${this.#output}`;
    await until(why, () => this.#output.includes("Cloakroom is ready"));
    return this;
  }

  /** Waits until it ends by itself, and returns its exit code. */
  async ended(): Promise<number> {
    const [{ code }] = await Promise.all([this.#child.status, this.#read]);
    return code;
  }

  kill(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  stop(signal: Deno.Signal = "SIGTERM"): Promise<number> {
    this.kill(signal);
    return this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await this.ended();
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream() as never)) {
      this.#output += text;
    }
  }
}

export interface TaskInput {
  readonly args?: readonly string[];
  readonly env?: Record<string, string>;
  /** What stands on standard input: nothing by default, and for `null` a pipe that stays open. */
  readonly piped?: string | null;
}

/** Runs a task's script with the permissions of the task, in a folder, as a person would. */
export async function runTask(
  name: string,
  folder: string,
  { args = [], env = {}, piped = "" }: TaskInput = {},
): Promise<{ code: number; out: string; err: string }> {
  const [, flags = "", script = ""] = /^deno run (.*?)(\S+\.ts)$/.exec(tasks[name]!.command)!;
  const config = ["run", "--no-prompt", "--config", join(ROOT, "deno.json")];
  const child = new Deno.Command(Deno.execPath(), {
    args: [...config, ...flags.trim().split(" ").filter(Boolean), join(ROOT, script), ...args],
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  if (piped) await writer.write(new TextEncoder().encode(piped));
  if (piped !== null) await writer.close();
  const { code, stdout, stderr } = await child.output();
  if (piped === null) await writer.close();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out: out!, err: err! };
}

/** A port that nobody listens on now: below those that connections are given, or one of them might have it first. */
export function freePort(): number {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return port;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return freePort();
    throw error;
  }
}

/** Runs a test in a new folder, which is removed afterwards. */
export async function inNewFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const SOURCES = ["deno.json", "deno.lock", "main.ts", "routes", "islands", "lib", "static"];

/** Puts into a folder what a clone of this project has, as far as the app is concerned: neither a build nor packages. */
export async function cloneInto(folder: string): Promise<void> {
  for (const name of SOURCES) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
}

let built: Promise<void> | undefined;

/** Builds the app to disk. Modules that wait at their top are loaded side by side, so they share one build. */
export function build(): Promise<void> {
  return built ??= runBuild();
}

async function runBuild(): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "build", "--if-needed"],
    cwd: ROOT,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}
