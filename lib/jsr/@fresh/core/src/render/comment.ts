import { Fragment, h, type VNode } from "preact";

/** A comment. Without a key, preact takes it for a plain fragment and shows nothing. */
export function comment(text: string): VNode {
  return h(Fragment, { key: text, UNSTABLE_comment: text } as { key: string });
}
