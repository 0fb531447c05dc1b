import type { Define } from "./types.ts";

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
