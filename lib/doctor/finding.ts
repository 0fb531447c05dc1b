/** What the doctor says of one matter, in plain words and without a secret in them. */
export interface Finding {
  /** "wrong" keeps people from signing in or sending forms, "warning" may do so, "fine" does not. */
  readonly level: "wrong" | "warning" | "fine";
  readonly text: string;
  /** What puts it right. */
  readonly remedy?: string;
}

/** What one rule has to say; null when it sees nothing to judge. */
export type Found = Finding | readonly Finding[] | null;

export function wrong(text: string, remedy: string): Finding {
  return { level: "wrong", text, remedy };
}

export function warning(text: string, remedy: string): Finding {
  return { level: "warning", text, remedy };
}

export function fine(text: string): Finding {
  return { level: "fine", text };
}
