/** Entry point in development: what preact's checks have to say is shown in the console. */
import "preact/debug";
export { boot } from "./boot.ts";
