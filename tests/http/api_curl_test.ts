import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { ROOT } from "../support/constants.ts";
import { AppProcess, build, freePort, inNewFolder } from "../support/process.ts";
import { make, shownToken } from "../support/tokens.ts";

await build();

/** The commands of the README's section for programs. */
async function commands(port: number): Promise<string> {
  const readme = await Deno.readTextFile(join(ROOT, "README.md"));
  const [, text = ""] = /## For programs\n[^]*?```sh\n([^]*?)```/.exec(readme) ?? [];
  return text.replaceAll("localhost:8000", `localhost:${port}`);
}

/** Runs them as they stand there; curl adds the status after each answer. */
async function run(text: string, folder: string, token: string): Promise<string[]> {
  await Deno.writeTextFile(join(folder, ".curlrc"), 'silent\nwrite-out = "\\n%{http_code}\\n"\n');
  const { stdout } = await new Deno.Command("sh", {
    args: ["-ec", text],
    env: { CURL_HOME: folder, TOKEN: token },
  }).output();
  return new TextDecoder().decode(stdout).trim().split("\n");
}

async function hasCurl(): Promise<boolean> {
  try {
    return (await new Deno.Command("curl", { args: ["--help", "all"] }).output()
      .then(({ stdout }) => new TextDecoder().decode(stdout))).includes("--json");
  } catch {
    return false;
  }
}

Deno.test({
  name: "curl does what the README says, against a real process",
  ignore: !await hasCurl(),
  fn: () =>
    inNewFolder(async (folder) => {
      const port = freePort();
      await using app = await new AppProcess(folder, port).ready();
      const ada = app.visitor();
      await ada.register("Ada");
      const token = shownToken(await make(ada, { scope: "write" }))!;
      const [me, meStatus, added, addedStatus, list, listStatus] = await run(
        await commands(port),
        folder,
        token,
      );
      assertEquals([meStatus, addedStatus, listStatus], ["200", "201", "200"]);
      assertEquals(JSON.parse(me!).email, "ada@example.org");
      assertEquals(JSON.parse(added!).starts_at, "2030-05-04T07:30:00Z");
      assertEquals(JSON.parse(list!), { appointments: [JSON.parse(added!)], next: null });
    }),
});

Deno.test("a real server refuses without a token, and answers HEAD and OPTIONS", () =>
  inNewFolder(async (folder) => {
    const port = freePort();
    await using app = await new AppProcess(folder, port).ready();
    const ada = app.visitor();
    await ada.register("Ada");
    const authorization = `Bearer ${shownToken(await make(ada))}`;
    const ask = async (method: string, headers: HeadersInit = {}) => {
      const url = `http://localhost:${port}/api/appointments`;
      const response = await fetch(url, { method, headers });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    const refused = await ask("DELETE");
    assertEquals(refused.status, 401);
    assertEquals(refused.headers.get("www-authenticate"), 'Bearer realm="Cloakroom"');
    assertMatch(refused.headers.get("content-type")!, /^application\/problem\+json/);
    const head = await ask("HEAD", { authorization });
    assertEquals([head.status, head.text], [200, ""]);
    const options = await ask("OPTIONS", { authorization });
    assertEquals([options.status, options.headers.get("allow")], [
      204,
      "GET, POST, HEAD, OPTIONS",
    ]);
  }));
