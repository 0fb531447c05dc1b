/**
 * The address that a request came from. Behind a proxy that is the last entry of X-Forwarded-For, which the proxy itself
 * wrote; whatever stands before it anyone could have sent.
 */
export function clientAddress(
  request: Request,
  info: Deno.ServeHandlerInfo,
  { trustProxy }: { trustProxy: boolean },
): string {
  const forwarded = trustProxy ? request.headers.get("x-forwarded-for") : null;
  const last = forwarded?.split(",").at(-1)?.trim();
  if (last) return last.slice(0, 64);
  const { remoteAddr } = info;
  return "hostname" in remoteAddr ? remoteAddr.hostname : "unknown";
}
