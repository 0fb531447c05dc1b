import { Code } from "./Code.tsx";

interface SentHeaderProps {
  header: string;
  /** Characters of the whole header, of which only the first may be here. */
  length: number;
  notes: readonly string[];
}

/** A Set-Cookie header as it left the server, with what it does not say itself. */
export function SentHeader({ header, length, notes }: SentHeaderProps) {
  const missing = length - header.length;
  return (
    <>
      <Code label="What the server sent">{`Set-Cookie: ${header}${missing > 0 ? "…" : ""}`}</Code>
      {missing > 0 && (
        <p class="muted">
          {`${missing} more characters went out. Your session had no room to carry them here.`}
        </p>
      )}
      {notes.map((note) => <p key={note}>{note}</p>)}
    </>
  );
}
