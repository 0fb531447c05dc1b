/** Sets headers on a response, or on a copy of it where they are immutable (`Response.redirect`). */
export function setHeaders(response: Response, headers: [string, string][]): Response {
  try {
    return withHeaders(response, headers);
  } catch {
    return withHeaders(new Response(response.body, response), headers);
  }
}

function withHeaders(response: Response, headers: [string, string][]): Response {
  for (const [name, value] of headers) response.headers.set(name, value);
  return response;
}
