/**
 * Everything that was wrong with a form, above it, each linked to its field; nothing when all was
 * well. Takes the focus when the page opens, so that nobody has to search.
 *
 * @param errors messages by field name; one under "" belongs to no field
 */
export function ErrorSummary({ errors }: { errors: Record<string, string> }) {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus>
      <h2>{entries.length === 1 ? "One thing to fix" : `${entries.length} things to fix`}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li key={name}>{name ? <a href={`#${name}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}
