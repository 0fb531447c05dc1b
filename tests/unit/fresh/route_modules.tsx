/** What the route files of these tests export, and apps made of such files. */
import { App, type Context, type PageProps } from "fresh";
import { applyBuild, type Modules } from "./app_requests.ts";

export const say = (text: string) => ({ handler: (ctx: Context<unknown>) => ctx.text(text) });
export const params = { handler: (ctx: Context<unknown>) => ctx.json([ctx.route, ctx.params]) };
export const layout = (name: string) => ({
  default: ({ Component }: PageProps) => (
    <div>
      {name}(<Component />)
    </div>
  ),
});
export const mark = (name: string) => (ctx: Context<{ seen?: string }>) => {
  ctx.state.seen = (ctx.state.seen ?? "") + name;
  return ctx.next();
};
export const seen = {
  handler: (ctx: Context<{ seen?: string }>) => ctx.text(ctx.state.seen ?? ""),
};
export const fail = (error: unknown) => ({
  handler: () => {
    throw error;
  },
});
export const Page = () => <>page</>;

export function appOf(modules: Modules, eager: string[] = []): App<{ seen?: string }> {
  const app = new App<{ seen?: string }>().fsRoutes();
  applyBuild(app, modules, { eager });
  return app;
}
