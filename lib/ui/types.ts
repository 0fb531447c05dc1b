/** What a message is about; it decides colour, symbol and how urgently it is read out. */
export type Category = "info" | "success" | "warning" | "error";

/** A message as a page shows it. Categories other than {@linkcode Category} look like `info`. */
export interface FlashMessage {
  id: string;
  text: string;
  category: Category | (string & Record<never, never>);
}

/** How much a button stands out. */
export type Tone = "primary" | "quiet" | "danger";

/** Colours that somebody chose, whatever the device prefers. */
export type Theme = "light" | "dark";
