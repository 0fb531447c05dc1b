/**
 * Changes of the source that no test has to notice: by file, the line as `deno task mutate` prints it, and why. The
 * task names those that fit nothing any more.
 */
export const ACCEPTED: Record<string, Record<string, string>> = {
  "lib/session/codec.ts": {
    'const [, payload = «"" → "Stryker was here!"», issued = "", mac = ""] = parts;':
      "for the compiler only: a match has all three parts",
    'const [, payload = "", issued = «"" → "Stryker was here!"», mac = ""] = parts;':
      "for the compiler only: a match has all three parts",
    'const [, payload = "", issued = "", mac = «"" → "Stryker was here!"»] = parts;':
      "for the compiler only: a match has all three parts",
  },
  "lib/session/cookie.ts": {
    "return «value === null → false» ? null : codec.decode(value);":
      "for the compiler only: a codec takes null for the text `null`, which nobody signed",
    'const vary = headers.get("vary")?.toLowerCase() ?? «"" → "Stryker was here!"»;':
      "any text will do that does not name Cookie",
    "if («!origin → false») return false;":
      "for the compiler only: a new session that holds something was modified, which is asked first",
    "if (!origin) return «false → true»;":
      "for the compiler only: a new session that holds something was modified, which is asked first",
    "return session.permanent && «clock() - origin.issuedAt > renewAfter * 1000 → clock() - origin.issuedAt >= renewAfter * 1000»;":
      "a renewal may come a millisecond sooner",
  },
  "lib/session/csrf.ts": {
    'const secret = session.get(«"_csrf" → ""») ?? session.setDefault("_csrf", toBase64Url(randomBytes(32)));':
      "saves drawing a secret in vain: setDefault keeps the one that is there",
  },
  "lib/session/session.ts": {
    'if («typeof value === "object" && value !== null → true») this.#before ??= stringify(this.#data);':
      "speed only: plain values can't be changed in place",
    'if («typeof value === "object" && value !== null → typeof value === "object" || value !== null») this.#before ??= stringify(this.#data);':
      "speed only: plain values can't be changed in place",
    'if («typeof value === "object" → true» && value !== null) this.#before ??= stringify(this.#data);':
      "speed only: plain values can't be changed in place",
    'if (typeof value === "object" && «value !== null → true») this.#before ??= stringify(this.#data);':
      "speed only: null can't be changed in place",
    'clear({ keep = «[] → ["Stryker was here"]» }: { keep?: readonly (keyof D & string)[] } = {}): void {':
      "nobody has a key of this name",
  },
};
