/** What a task has to say in the end. */
export interface Outcome {
  readonly isDone: boolean;
  /** For standard output when all went well, otherwise for standard error. */
  readonly text: string;
  /** What a person wants to know and a program that reads the text does not. */
  readonly note?: string;
}

export function done(text: string, note?: string): Outcome {
  return { isDone: true, text, note };
}

export function failed(text: string): Outcome {
  return { isDone: false, text };
}

/** Says it, and sets the exit code. */
export function tell({ isDone, text, note }: Outcome): void {
  if (isDone) console.log(text);
  else console.error(text);
  if (note) console.error(note);
  Deno.exitCode = isDone ? 0 : 1;
}
