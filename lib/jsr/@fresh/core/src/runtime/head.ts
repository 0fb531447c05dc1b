import type { ComponentChildren } from "preact";

/** True in a browser, false on the server. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Puts `title`, `meta`, `link`, `script`, `style`, `base`, `noscript` and `template` into the
 * document's head. A title, an element with the same `key`, or one of the same tag and attributes
 * takes the place of the one that is there. Works on the server; in a browser it shows nothing.
 */
export function Head(props: HeadProps): ComponentChildren {
  return IS_BROWSER ? null : props.children;
}
