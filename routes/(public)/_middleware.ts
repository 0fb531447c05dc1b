import { define } from "@/lib/app.ts";

/** Everyone may see these pages. */
export default define.middleware((ctx) => ctx.next());
