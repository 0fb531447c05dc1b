/**
 * What pages and islands share: it runs on the server and in browsers.
 * @module
 */
export { asset, assetSrcSet } from "./asset.ts";
export { Head, type HeadProps, IS_BROWSER } from "./head.ts";
export { Partial, type PartialProps } from "./partial.ts";
export { HttpError } from "../error.ts";
