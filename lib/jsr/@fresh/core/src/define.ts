/** The functions with which route files give types to what they export. */
import type { Define, PageResponse } from "./types.ts";

/**
 * Makes functions that do nothing but give types to the exports of route files.
 *
 * @example
 * const define = createDefine<State>();
 * export const handler = define.handlers({ GET: () => page({ title: "Hello" }) });
 * export default define.page<typeof handler>(({ data }) => <h1>{data.title}</h1>);
 */
export function createDefine<State>(): Define<State> {
  const identity = <T>(value: T): T => value;
  return { handlers: identity, page: identity, middleware: identity, layout: identity };
}

type PageOptions = Omit<PageResponse<unknown>, "data">;

/**
 * The result of a handler that shows the route's component.
 *
 * @param data Arrives as `props.data`.
 * @param options Status (200 unless given) and headers of the response. Of several headers with one
 * name only the last is sent; append cookies in a middleware instead.
 */
export function page(): PageResponse<undefined>;
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
export function page(data?: unknown, options?: PageOptions): PageResponse<unknown> {
  return { data, status: options?.status, headers: options?.headers };
}
