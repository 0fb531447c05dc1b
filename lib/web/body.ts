import { HttpError } from "fresh";

export interface BodyLimits {
  /** The most that is read, in bytes. */
  readonly maxBytes: number;
  /** The longest that the whole body may take, in milliseconds. */
  readonly timeout: number;
}

/** What forms and JSON may take: far more than a person types, far less than would hurt. */
export const FORM_LIMITS: BodyLimits = { maxBytes: 64 * 1024, timeout: 15_000 };

/** What a form with a file may take: ten thousand appointments, in a minute even over a slow line. */
export const FILE_LIMITS: BodyLimits = { maxBytes: 1024 * 1024, timeout: 60_000 };

/**
 * Reads a request body, counting as it comes: `Deno.serve` itself knows neither a size limit nor a deadline.
 *
 * @throws {HttpError} 413 when it is too large, 408 when it takes too long, 400 when it breaks off
 */
export async function readBody(
  request: Request,
  { maxBytes, timeout }: BodyLimits = FORM_LIMITS,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length")) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  // `cancel()` would make the pending read look like the regular end of the body, hence the race.
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow()), timeout);
  try {
    return await collect(() => Promise.race([reader.read(), late.promise]), maxBytes);
  } catch (error) {
    reader.cancel().catch(() => {});
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, "The request broke off before it was complete.", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function collect(
  read: () => Promise<ReadableStreamReadResult<Uint8Array>>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await read(); !part.done; part = await read()) {
    length += part.value.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(part.value);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}

function tooLarge(maxBytes: number): HttpError {
  return new HttpError(
    413,
    `That is more than the ${maxBytes / 1024} KB that can be sent at once.`,
  );
}

function tooSlow(): HttpError {
  return new HttpError(408, "The request took too long to arrive.");
}
