/** Memory in KiB, number of passes, lanes (RFC 9106 §3.1). */
export interface Argon2Params {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

type Argon2 = (
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  params: Argon2Params,
) => Promise<Uint8Array>;

const TAG_BYTES = 32;

/** WebCrypto's Argon2id (Deno 2.9 and later): off the event loop. TypeScript's types do not know it yet. */
const native: Argon2 = async (password, salt, params) => {
  const name = "Argon2id";
  const key = await crypto.subtle.importKey("raw-secret" as "raw", password, name, false, [
    "deriveBits",
  ]);
  const algorithm = { name, nonce: salt, ...params };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, TAG_BYTES * 8));
};

/**
 * WebAssembly, for runtimes without it: the same bytes, slower, and it holds the event loop meanwhile. Loaded when it is
 * needed: that takes longer than all else at a start.
 */
export const portable: Argon2 = async (password, salt, params) => {
  const { argon2id } = await import("hash-wasm");
  return argon2id({
    password: password.length > 0 ? password : NOTHING_TYPED,
    salt,
    memorySize: params.memory,
    iterations: params.passes,
    parallelism: params.parallelism,
    hashLength: TAG_BYTES,
    outputType: "binary",
  });
};

/** hash-wasm takes no empty password. Nobody has one, and trying one must cost what any other costs. */
const NOTHING_TYPED = new Uint8Array(1);

let chosen: Promise<Argon2> | undefined;

/** Argon2id, version 1.3, 32 bytes of tag, by the best implementation that this runtime has. */
export async function deriveArgon2id(
  password: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  params: Argon2Params,
): Promise<Uint8Array> {
  chosen ??= choose();
  return (await chosen)(password, salt, params);
}

async function choose(): Promise<Argon2> {
  try {
    await native(new Uint8Array(1), new Uint8Array(8), { memory: 8, passes: 1, parallelism: 1 });
    return native;
  } catch {
    return portable;
  }
}
