/** The mark: a coat hanger on a cloakroom tag. Decoration, as the name always stands beside it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        class="mark-tag"
        d="M7 3h18a5 5 0 0 1 5 5v5a3 3 0 0 0 0 6v5a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5v-5a3 3 0 0 0 0-6V8a5 5 0 0 1 5-5Z"
      />
      <path
        class="mark-hanger"
        d="M13.3 10.2a2.7 2.7 0 1 1 3.6 2.5c-.6.3-.9.7-.9 1.3v1l7.6 5.3a1.5 1.5 0 0 1-.9 2.7H9.3a1.5 1.5 0 0 1-.9-2.7L16 15"
      />
    </svg>
  );
}
