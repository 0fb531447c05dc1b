/** What the bundler writes JSX with. `preact/jsx-runtime` would do the same in more bytes. */
export { Fragment as freshFragment, h as freshElement } from "preact";
