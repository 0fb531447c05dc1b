import type { ListenOptions } from "./types.ts";

const FIRST_PORT = 8000;
const LAST_PORT = 8019;

/**
 * Serves on the given port or else (0 counts as none) on the first free one of 8000 to 8019, and
 * prints the address.
 *
 * @throws {Deno.errors.AddrInUse} when the port, or all of the twenty, are taken.
 */
export function listen(
  handler: Deno.ServeHandler<Deno.NetAddr>,
  options: ListenOptions,
  basePath = "",
): Deno.HttpServer<Deno.NetAddr> {
  const onListen = options.onListen ??
    ((address: Deno.NetAddr) => printBanner(address, basePath, "cert" in options));
  if (options.port) return Deno.serve({ ...options, onListen }, handler);
  for (let port = FIRST_PORT;; port++) {
    try {
      return Deno.serve({ ...options, port, onListen }, handler);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || port === LAST_PORT) throw error;
    }
  }
}

function printBanner({ hostname, port }: Deno.NetAddr, basePath: string, secure: boolean): void {
  const anyAddress = hostname === "0.0.0.0" || hostname === "::";
  const host = anyAddress ? "localhost" : hostname.includes(":") ? `[${hostname}]` : hostname;
  console.log(`\n  Ready: ${secure ? "https" : "http"}://${host}:${port}${basePath}/\n`);
}
