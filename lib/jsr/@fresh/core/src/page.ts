import type { PageResponse } from "./types.ts";

/**
 * The result of a handler that shows the route's component.
 *
 * @param data Arrives as `props.data`.
 * @param options Status (200 unless given) and headers of the response. Of several headers with one
 * name only the last is sent; append cookies in a middleware instead.
 */
export function page(): PageResponse<undefined>;
export function page<T>(
  data: T,
  options?: { status?: number; headers?: HeadersInit },
): PageResponse<T>;
export function page<T>(
  data?: T,
  options?: { status?: number; headers?: HeadersInit },
): PageResponse<T | undefined> {
  return { data, status: options?.status, headers: options?.headers };
}
