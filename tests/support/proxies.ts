import { CERTIFICATE, KEY } from "./certificate.ts";
import { freePort } from "./process.ts";
import { recipeWith } from "./recipe.ts";
import { until } from "./waiting.ts";

/** A proxy with the settings of CONTRIBUTING, on loopback. */
export interface Proxy extends AsyncDisposable {
  /** Its ports for http and https. */
  readonly http: number;
  readonly https: number;
  /** Whether it keeps requests back while the app is away. */
  readonly waits: boolean;
  /** What it has written to its log so far. */
  readonly output: string;
}

/** Of the ten seconds that the recipes give for a head, so many stay in tests. */
const SHORT = "1s";

interface Setting {
  readonly folder: string;
  /** The port of the app. */
  readonly app: number;
}

type Ports = Pick<Proxy, "http" | "https" | "waits">;

export async function caddy(setting: Setting): Promise<Proxy> {
  const { folder, app } = await withCertificate(setting);
  const ports = { http: freePort(), https: freePort(), waits: true };
  const config = recipeWith("/etc/caddy/Caddyfile", {
    "read_header 10s": `read_header ${SHORT}`,
    "127.0.0.1:8000": `127.0.0.1:${app}`,
    "{\n\tservers":
      `{\n\tadmin off\n\thttp_port ${ports.http}\n\thttps_port ${ports.https}\n\tservers`,
    "book.example {": `book.example {\n\ttls ${folder}/certificate.pem ${folder}/key.pem`,
  });
  await Deno.writeTextFile(`${folder}/Caddyfile`, config);
  const env = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
  return await start("caddy", ["run", "--config", `${folder}/Caddyfile`], ports, env);
}

export async function nginx(setting: Setting): Promise<Proxy> {
  const { folder, app } = await withCertificate(setting);
  const ports = { http: freePort(), https: freePort(), waits: false };
  const site = recipeWith("/etc/nginx/sites-enabled/cloakroom", {
    "client_header_timeout 10s": `client_header_timeout ${SHORT}`,
    "127.0.0.1:8000": `127.0.0.1:${app}`,
    "listen 80;": `listen 127.0.0.1:${ports.http};`,
    "listen 443 ssl": `listen 127.0.0.1:${ports.https} ssl`,
    "listen [::]:80;": "",
    "listen [::]:443 ssl http2;": "",
    "/etc/letsencrypt/live/book.example/fullchain.pem": `${folder}/certificate.pem`,
    "/etc/letsencrypt/live/book.example/privkey.pem": `${folder}/key.pem`,
  });
  await Deno.writeTextFile(`${folder}/nginx.conf`, aroundSite(site, folder));
  const args = ["-p", folder, "-c", `${folder}/nginx.conf`, "-e", "stderr"];
  return await start("nginx", args, ports);
}

/** What Debian's own nginx.conf says around a site, as far as it matters here. */
function aroundSite(site: string, folder: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
    ${Deno.uid() === 0 ? "user root;" : ""}
    daemon off;
    worker_processes 1;
    error_log stderr;
    pid ${folder}/nginx.pid;
    events {}
    http {
      access_log /dev/stdout;
      ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n")}
      ${site}
    }`;
}

async function withCertificate(setting: Setting): Promise<Setting> {
  await Deno.writeTextFile(`${setting.folder}/certificate.pem`, CERTIFICATE);
  await Deno.writeTextFile(`${setting.folder}/key.pem`, KEY);
  return setting;
}

async function start(
  program: string,
  args: string[],
  ports: Ports,
  env: Record<string, string> = {},
): Promise<Proxy> {
  const child = new Deno.Command(program, { args, env, stdout: "piped", stderr: "piped" }).spawn();
  let output = "";
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream() as never)) output += text;
  };
  const read = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const proxy = {
    ...ports,
    get output() {
      return output;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await Promise.all([child.status, read]);
    },
  };
  await listening(proxy, () => output);
  return proxy;
}

async function listening({ https }: Ports, output: () => string): Promise<void> {
  const why = () => `the start of the proxy, which says:\n${output()}`;
  await until(why, async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: https }).catch(() => null);
    connection?.close();
    return connection !== null;
  });
}
