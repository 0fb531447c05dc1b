/**
 * Comments that mark islands and slots in a page. A marker is `fresh:` and a kind: `i` opens an
 * island and `s` a slot, each followed by its number; `/` closes the last one opened.
 */
export const MARKER = "fresh:";

/** Before the number of a slot: id of the template that keeps it when its island did not show it. */
export const PARKED_SLOT = "fresh-slot-";

/** A slot inside island props: server HTML that the browser turns into a vnode again. */
export const SLOT_TAG = "Slot";

/** An instance of a class inside island props, sent as a plain object. */
export const PLAIN_TAG = "Plain";
