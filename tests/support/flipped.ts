/** A text with the lowest bit of one character changed. */
export function flipped(text: string, index: number): string {
  const changed = String.fromCharCode(text.charCodeAt(index) ^ 1);
  return text.slice(0, index) + changed + text.slice(index + 1);
}
