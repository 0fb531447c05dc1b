/** Characters of a line that fit on the smallest phone. */
const NARROWEST = 24;

/**
 * Code, or what a program has written. Long lines scroll, with the keyboard too; what surely fits is no stop for it.
 *
 * @param label what it is, for people who hear it
 */
export function Code({ label, children }: { label: string; children: string }) {
  const mayScroll = children.split("\n").some((line) => line.length > NARROWEST);
  return (
    <pre class="code" role="group" aria-label={label} tabIndex={mayScroll ? 0 : undefined}>
      <code>{children}</code>
    </pre>
  );
}
