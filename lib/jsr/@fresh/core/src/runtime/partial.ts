import type { ComponentChildren } from "preact";

export interface PartialProps {
  name: string;
  mode?: "replace" | "append" | "prepend";
  children?: ComponentChildren;
}

/** A named region of a page. Pages always load whole here, so it is just its children. */
export function Partial(props: PartialProps): ComponentChildren {
  return props.children;
}
