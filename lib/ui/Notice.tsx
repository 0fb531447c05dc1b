import type { ComponentChildren } from "preact";
import type { Category } from "./types.ts";

/** A remark that belongs to the page, unlike a flash message, and cannot be dismissed. */
export function Notice({ category = "info", id, takesFocus, children }: {
  category?: Category;
  /** For the fields that it describes. */
  id?: string;
  /** When the page opens, so that nobody has to search what went wrong. */
  takesFocus?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div
      class="notice"
      id={id}
      data-category={category}
      role={category === "error" ? "alert" : undefined}
      tabIndex={takesFocus ? -1 : undefined}
      autofocus={takesFocus}
    >
      <div>{children}</div>
    </div>
  );
}
