/**
 * Reads a request's body only once, whoever asks again: the CSRF check looks into it before the route does, and a body can
 * be read but once. Whoever comes first says how.
 */
export function readOnce<T, Options extends unknown[] = []>(
  read: (request: Request, ...options: Options) => Promise<T>,
): (request: Request, ...options: Options) => Promise<T> {
  const known = new WeakMap<Request, Promise<T>>();
  return (request, ...options) => {
    const body = known.get(request) ?? read(request, ...options);
    known.set(request, body);
    return body;
  };
}
