/** How long to wait for the first word of a text that may never come, in milliseconds. */
const PATIENCE = 2_000;

/**
 * The text on standard input, to its end. One that is not expected has to begin soon: whatever started us may have left
 * a pipe open for nothing.
 */
export async function standardInput({ isExpected }: { isExpected: boolean }): Promise<string> {
  if (!isExpected && Deno.stdin.isTerminal()) return "";
  const reader = Deno.stdin.readable.getReader();
  const decoder = new TextDecoder();
  const first = reader.read();
  if (!isExpected && await Promise.race([first, silence()]) === null) return "";
  let text = "";
  for (let part = await first; !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
  }
  return text;
}

function silence(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
}
