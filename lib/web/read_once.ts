/**
 * Reads a request's body only once, whoever asks again: the CSRF check looks into it before the route does, and a body can
 * be read but once.
 */
export function readOnce<T>(
  read: (request: Request) => Promise<T>,
): (request: Request) => Promise<T> {
  const known = new WeakMap<Request, Promise<T>>();
  return (request) => {
    const body = known.get(request) ?? read(request);
    known.set(request, body);
    return body;
  };
}
