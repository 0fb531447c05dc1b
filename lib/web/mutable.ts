/**
 * The response itself if its headers can be changed, else a copy: those of `Response.redirect()` and of fetched
 * responses can't. A copy of everything would turn each body into a stream, which costs more than the page.
 */
export function mutable(response: Response): Response {
  try {
    response.headers.delete("x-not-there"); // throws on immutable headers, whatever they hold
    return response;
  } catch {
    return new Response(response.body, response);
  }
}
