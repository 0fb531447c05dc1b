/** The one function that WebCrypto lacks: comparison in constant time. */
export * from "./timing_safe_equal.ts";
