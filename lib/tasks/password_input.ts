import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** A password, or why there is none. */
export type PasswordInput =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly why: string };

/**
 * A new password: from the environment, where it is set; typed twice on a terminal, without a trace on the screen; or the
 * first line of standard input. Never an argument: everybody on the machine can read those.
 */
export async function newPassword(fromEnvironment: string | undefined): Promise<PasswordInput> {
  if (fromEnvironment) return { ok: true, password: fromEnvironment };
  const isTyped = Deno.stdin.isTerminal();
  const password = await ask(
    isTyped ? "New password: " : "Reading the password from standard input.\n",
  );
  if (!password) return { ok: false, why: "No password was given. Nothing is changed." };
  if (isTyped && await ask("The same once more: ") !== password) {
    return { ok: false, why: "The two passwords are not the same. Nothing is changed." };
  }
  return { ok: true, password };
}

/** The next line, without its end; null when there is none, or when Ctrl-C or Ctrl-D was pressed. */
async function ask(question: string): Promise<string | null> {
  const isTyped = Deno.stdin.isTerminal();
  const lines = createInterface({ input: process.stdin, output: nowhere(), terminal: isTyped });
  say(question);
  try {
    return await new Promise((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(null));
    });
  } finally {
    lines.close();
    if (isTyped) say("\n");
  }
}

/** Where readline may repeat what is typed. */
function nowhere(): Writable {
  return new Writable({ write: (_text, _encoding, done) => done() });
}

function say(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
