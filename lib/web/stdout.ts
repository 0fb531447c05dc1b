/** How long a line may wait for others, in milliseconds. */
const PATIENCE = 10;

/** What writes the lines of the log where they are looked for. */
export function lineWriter(through: "console" | "stdout"): (line: string) => void {
  return through === "console" ? (line) => console.log(line) : createLineWriter();
}

/**
 * Writes lines to standard output, those that come close together at once: a system call for every request
 * would take longer than many of the requests.
 */
export function createLineWriter(
  output: { writeSync(bytes: Uint8Array): number } = Deno.stdout,
): (line: string) => void {
  const encoder = new TextEncoder();
  let waiting = "";

  function flush(): void {
    let bytes = encoder.encode(waiting);
    waiting = "";
    try {
      while (bytes.length > 0) bytes = bytes.subarray(output.writeSync(bytes)); // a pipe may take less
    } catch {
      // Nobody reads the log any more, or its disk is full; that must not end the app.
    }
  }

  addEventListener("unload", flush); // the last words of a process are the ones that matter
  return (line) => {
    if (waiting === "") setTimeout(flush, PATIENCE);
    waiting += `${line}\n`;
  };
}
