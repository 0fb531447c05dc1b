/** The addresses that never leave the machine: RFC 6761 §6.3, RFC 1122 §3.2.1.3. */
export function isLocalhost(origin: string): boolean {
  return isLoopback(new URL(origin).hostname);
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" ||
    host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
