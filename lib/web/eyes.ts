/**
 * Whether a person is about to see the answer to a request. HEAD and fetching ahead show nobody a page, and neither
 * does an image or a script that a page asks for by mistake (Fetch Metadata, `Sec-Fetch-Dest`).
 */
export function isForEyes({ method, headers }: Request): boolean {
  const isAhead = /prefetch|prerender/.test(headers.get("sec-purpose") ?? "");
  const destination = headers.get("sec-fetch-dest") ?? "document"; // older browsers do not say
  return method !== "HEAD" && !isAhead && destination === "document";
}

/** Whether the answer is a page that a person sees now: a page with an error too, but no redirect. */
export function showsPage(request: Request, { status, headers }: Response): boolean {
  const isRedirect = status >= 300 && status < 400; // 304 included
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  return isHtml && !isRedirect && isForEyes(request);
}
