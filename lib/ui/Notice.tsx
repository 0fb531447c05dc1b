import type { ComponentChildren } from "preact";
import type { Category } from "./types.ts";

/** A remark that belongs to the page, unlike a flash message, and cannot be dismissed. */
export function Notice(
  { category = "info", children }: { category?: Category; children: ComponentChildren },
) {
  return (
    <div class="notice" data-category={category} role={category === "error" ? "alert" : undefined}>
      <div>{children}</div>
    </div>
  );
}
