/** Builds the tree of a page: the page inside its layouts, inside the app wrapper. */
import { type ComponentChildren, Fragment, h, isValidElement, type VNode } from "preact";
import { HTML_TYPE, type RequestContext, withContentType } from "./context.ts";
import { renderDocument } from "./render/document.ts";
import type { AnyComponent } from "./route.ts";
import type { LayoutConfig, PageProps } from "./types.ts";

type Content = ComponentChildren | Response;

const AsyncFunction = (async () => {}).constructor;

/** Answers with a page component, inside everything that surrounds it here. */
export async function renderPage(
  ctx: RequestContext,
  component: AnyComponent,
  data: unknown,
  init: ResponseInit,
  config?: LayoutConfig,
): Promise<Response> {
  const page = await element(component, propsOf(ctx, data));
  return page instanceof Response ? page : await renderInside(ctx, page, init, config);
}

/** Answers with some content, inside the layouts of this place and the app wrapper. */
export async function renderInside(
  ctx: RequestContext,
  content: ComponentChildren,
  init?: ResponseInit,
  config: LayoutConfig = {},
): Promise<Response> {
  let inner: Content = content;
  for (const component of surroundings(ctx, config)) {
    const children = inner;
    ctx.Component = () => children as VNode;
    const outer = element(component, propsOf(ctx, null));
    inner = outer instanceof Promise ? await outer : outer;
    if (inner instanceof Response) return inner;
  }
  return document(ctx, isValidElement(inner) ? inner : h(Fragment, null, inner), init);
}

/** Layouts from the inside out, then the app wrapper. */
function surroundings({ scope, site }: RequestContext, config: LayoutConfig): AnyComponent[] {
  const around = config.skipInheritedLayouts ? [] : [...scope.layouts];
  const skipAppWrapper = config.skipAppWrapper || scope.skipAppWrapper;
  if (site.wrapper !== null && !skipAppWrapper) around.push(site.wrapper);
  return around;
}

/** An async component is called at once, because a document is rendered in one go. */
function element(component: AnyComponent, props: PageProps): Content | Promise<Content> {
  return component.constructor === AsyncFunction
    ? component(props) as Promise<Content>
    : h(component as (props: PageProps) => ComponentChildren, props);
}

function propsOf(ctx: RequestContext, data: unknown): PageProps {
  const { config, url, req, params, info, state, isPartial, Component, error, route } = ctx;
  return { config, url, req, params, info, state, isPartial, Component, error, route, data };
}

function document(ctx: RequestContext, vnode: VNode, init: ResponseInit = {}): Response {
  ctx.nonce = crypto.randomUUID().replaceAll("-", "");
  const { html, link } = renderDocument(ctx.site, vnode, ctx.url.pathname, ctx.nonce);
  const headers = withContentType(init.headers, HTML_TYPE);
  if (link !== null) headers.append("link", link);
  return new Response(html, { ...init, headers });
}
