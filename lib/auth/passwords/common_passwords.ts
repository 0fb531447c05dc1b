/** What fingers find without thinking; also backwards. */
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
].flatMap((run) => [run, [...run].reverse().join("")]);

/** So many signs at the end make no other password of a common one. */
const MAX_TAIL = 3;

/**
 * Whether a password is one that many people have (some 49,000 of any length from `@zxcvbn-ts/language-common`, and
 * 10,000 of twelve characters and more), or such a one made longer: by digits and signs around it, by a few letters, by
 * saying it twice (ASVS 5.0 §6.2.4).
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  const common = await load();
  const folded = password.normalize("NFKC").toLowerCase();
  const text = folded.replace(/[\s._-]+/g, "");
  const isCommon = (part: string) => common.has(part) || RUNS.some((run) => run.includes(part));
  const shorter = Array.from({ length: MAX_TAIL + 1 }, (_, tail) => [
    text.slice(0, text.length - tail),
    text.slice(tail),
  ]).flat();
  return [folded, ...shorter, ...cores(text)].some(isCommon) || isRepeated(text, isCommon);
}

let list: Promise<ReadonlySet<string>> | undefined;

/** Only when somebody chooses a password: it takes 50 ms and some memory, which no start should. */
function load(): Promise<ReadonlySet<string>> {
  return list ??= Promise.all([import("@zxcvbn-ts/language-common"), longPasswords()]).then(
    ([{ dictionary }, long]) => new Set([...dictionary["passwords-common"]!, ...long]),
  );
}

/**
 * The most common passwords of those that are long enough to be chosen here, of which the list of all lengths has few;
 * lower-cased, the most common first. The file says where they come from.
 */
export async function longPasswords(): Promise<string[]> {
  const { default: { gzip } } = await import("./long_passwords.json", { with: { type: "json" } });
  const bytes = new Blob([Uint8Array.from(atob(gzip), (sign) => sign.charCodeAt(0))]);
  const text = bytes.stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(text).text()).trimEnd().split("\n");
}

/** What is left when digits and signs before and behind it go. */
function cores(text: string): string[] {
  const start = text.replace(/^\P{L}+/u, "");
  const end = text.replace(/\P{L}+$/u, "");
  return [start, end, start.replace(/\P{L}+$/u, "")].filter((core) => core.length > 2);
}

/** Something short or common again and again, the last time perhaps not to its end. */
function isRepeated(text: string, isCommon: (part: string) => boolean): boolean {
  for (let length = 1; length < text.length; length++) {
    const part = text.slice(0, length);
    const isAll = part.repeat(Math.ceil(text.length / length)).startsWith(text);
    if (isAll) return length <= 4 || [part, ...cores(part)].some(isCommon);
  }
  return false;
}
