const COMPILER = "for the compiler only: a match has all three parts";
const NOBODY = "nobody has a key, a route or a value of this name";
const SPEED = "speed only";

/**
 * Changes of the source that no test has to notice: by file, the line as `deno task mutate` prints it, and why. The
 * task names those that fit nothing any more.
 */
export const ACCEPTED: Record<string, Record<string, string>> = {
  "lib/session/codec.ts": {
    'const [, payload = «"" → "Stryker was here!"», issued = "", mac = ""] = parts;': COMPILER,
    'const [, payload = "", issued = «"" → "Stryker was here!"», mac = ""] = parts;': COMPILER,
    'const [, payload = "", issued = "", mac = «"" → "Stryker was here!"»] = parts;': COMPILER,
  },
  "lib/session/cookie.ts": {
    'open: () => codec.decode(readCookie(cookieHeader, cookie.name) ?? «"" → "Stryker was here!"»),':
      "any text will do that nobody signed",
    'const vary = headers.get("vary")?.toLowerCase() ?? «"" → "Stryker was here!"»;':
      "any text will do that does not name Cookie",
    "if («!origin → false») return false;":
      "for the compiler only: a new session that holds something was modified, which is asked first",
    "if (!origin) return «false → true»;":
      "for the compiler only: a new session that holds something was modified, which is asked first",
    'return refresh === "each" || «clock() - origin.issuedAt > renewAfter * 1000 → clock() - origin.issuedAt >= renewAfter * 1000»;':
      "a renewal may come a millisecond sooner",
  },
  "lib/session/csrf.ts": {
    'export function csrf<S extends CsrfState>({ origins, exempt = «[] → ["Stryker was here"]» }: CsrfOptions<S>): Middleware<S> {':
      NOBODY,
    'if (isSafe(ctx.req.method) || open.has(ctx.route ?? «"" → "Stryker was here!"»)) return ctx.next();':
      NOBODY,
  },
  "lib/session/csrf_token.ts": {
    'const secret = fromBase64Url(session.get("_csrf") ?? «"" → "Stryker was here!"»);':
      "neither is as long as a secret",
  },
  "lib/session/flash.ts": {
    'return [...«text.slice(0, 2 * MAX_LENGTH) → text»].slice(0, MAX_LENGTH).join("");': SPEED,
    "while (kept.length > 1 && «Buffer.byteLength(stringify(kept)) > MAX_BYTES → Buffer.byteLength(stringify(kept)) >= MAX_BYTES») kept.shift();":
      "a byte more or less",
  },
  "lib/session/session.ts": {
    "if («isObject(value) → true») this.#watch();": `${SPEED}: plain values can't change in place`,
    'return typeof value === "object" && «value !== null → true»;':
      `${SPEED}: null can't change in place`,
    'clear({ keep = «[] → ["Stryker was here"]» }: { keep?: readonly (keyof D & string)[] } = {}): void {':
      NOBODY,
  },
  "lib/session/testing.ts": {
    'const session = openSession<D>(`${name}=${cookies.get(name) ?? «"" → "Stryker was here!"»}`, settings);':
      "any text will do that nobody signed",
  },
};
