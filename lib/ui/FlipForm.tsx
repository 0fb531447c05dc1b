import { Button } from "./Button.tsx";
import { Field } from "./Field.tsx";
import { Notice } from "./Notice.tsx";

interface FlipFormProps {
  /** What was typed, when it was refused. */
  position: string;
  /** Characters that there are. */
  length: number;
  error?: string;
  /** What came of the last change. */
  result: { position: number; part: string; verdict: string; outcome: string } | null;
}

/** Changes one character of the visitor's cookie, and tells what the server says to that. */
export function FlipForm({ position, length, error, result }: FlipFormProps) {
  return (
    <>
      {result && (
        <Notice category="success">
          <p>
            Changed: character {result.position} of {length}, which belongs to the {result.part}.
          </p>
          <p>{result.verdict}</p>
          <p>{result.outcome}</p>
        </Notice>
      )}
      <form method="get" action="/lab/session#change" class="form">
        <Field
          label="Which character"
          name="flip"
          type="number"
          min="1"
          value={position}
          error={error}
          hint={`Your cookie's value has ${length} characters. Left empty, one of them is chosen at random.`}
        />
        <div class="actions">
          <Button>Change it</Button>
        </div>
      </form>
    </>
  );
}
