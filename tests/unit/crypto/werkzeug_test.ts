import { assertEquals, assertFalse } from "@std/assert";
import { isKnownHash, verifyPassword } from "@/lib/crypto/password_hash.ts";

const PASSWORD = "plum orbit candle seven";

/** Made by `generate_password_hash` of Werkzeug 3.1.9, with different methods. */
const HASHES: [kind: string, hash: string, password?: string][] = [
  [
    "scrypt, as Werkzeug chooses",
    "scrypt:32768:8:1$kyy43J9QUARKOTUt$6ae3b8c62abdb5ce6233d00b3943defb16775fa5eec1d9a6c4654b258d368add4ac3c8f1aba5a409cd8429664442e1e2b55cef96f83ce535cb04c5498cde5bf4",
  ],
  [
    "scrypt, without parameters",
    "scrypt$kyy43J9QUARKOTUt$6ae3b8c62abdb5ce6233d00b3943defb16775fa5eec1d9a6c4654b258d368add4ac3c8f1aba5a409cd8429664442e1e2b55cef96f83ce535cb04c5498cde5bf4",
  ],
  [
    "scrypt, cheaper",
    "scrypt:16384:8:1$LTiIGuvS3YX6ci9L$99569163f682b761578d00fc758af62e799d3aa2df9a9f48f0341066a7398ff7e388c5d35de78d7772a7d1d888c116421a2b3c704e2f4657ddcb89acc6fde858",
  ],
  [
    "PBKDF2, as Werkzeug chooses",
    "pbkdf2:sha256:1000000$Ed4q2M3I5hUSjgzq$49c4079239b2a622e56a4b2c1114c1e2aa831b3a8a397ee871b3462d503f7c47",
  ],
  [
    "PBKDF2, without parameters",
    "pbkdf2:sha256$Ed4q2M3I5hUSjgzq$49c4079239b2a622e56a4b2c1114c1e2aa831b3a8a397ee871b3462d503f7c47",
  ],
  [
    "PBKDF2 of years ago, with its short salt",
    "pbkdf2:sha256:150000$3D6mvIXd$7397b2c7af587500d173ba9f89fe2689685f06daac886a0fe172b98ded416f75",
  ],
  [
    "PBKDF2 with SHA-1",
    "pbkdf2:sha1:1000$3GBHy3SKfOfcNA3G$fe189d5014941a482217bcdd85a32212745c63e3",
  ],
  [
    "PBKDF2 with SHA-512",
    "pbkdf2:sha512:150000$sXxNKwOcuwAEenVi$12a86ab24df2348ef43993e610786716fb4582b4c6d3bc8445ea4ff9ee3564e1c6056ac07e068f3d75e9ffd1d29629c73b5377bf87cd7f950386ddaefc71ac6f",
  ],
  [
    "a password that is not ASCII",
    "pbkdf2:sha256:1000$aOshCvNVugWkWwJF$1badf50e4056646385ebe0fcceb07489c4dc509a2d6174cdac26deb9286899bb",
    "Grüße 🧥",
  ],
  [
    "a password in decomposed letters, which Werkzeug leaves so",
    "pbkdf2:sha256:1000$3EcnH3pZWaBfBU4U$c3b2296ee05952f908aeb80bd8e2bf832534af96a8b6fd975997a293b57c00a1",
    "Grüße".normalize("NFD"),
  ],
  [
    "the empty password",
    "pbkdf2:sha256:1000$sJqr2JrbzUneOuK2$0c64a46862fae3545e1409f9ede44800cdec9a509d5741e913438d203c59e374",
    "",
  ],
];

for (const [kind, hash, password = PASSWORD] of HASHES) {
  Deno.test(`a hash of Werkzeug fits its password alone, and is to be made anew: ${kind}`, async () => {
    assertEquals(await verifyPassword(password, hash), { ok: true, outdated: true });
    assertFalse((await verifyPassword(`${password} `, hash)).ok);
    const changed = hash.replace(/.$/, (last) => last === "0" ? "1" : "0");
    assertFalse((await verifyPassword(password, changed)).ok);
  });
}

const SALT_AND = (bytes: number) => `$somesalt$${"ab".repeat(bytes)}`;

const UNKNOWN: Record<string, string> = {
  "more memory than a sign-in should take": `scrypt:131072:8:1${SALT_AND(64)}`,
  "more work than a sign-in should take": `scrypt:32768:8:5${SALT_AND(64)}`,
  "more rounds than a sign-in should take": `pbkdf2:sha256:9000000${SALT_AND(32)}`,
  "no power of two": `scrypt:32767:8:1${SALT_AND(64)}`,
  "no blocks": `scrypt:32768:0:1${SALT_AND(64)}`,
  "no lanes": `scrypt:32768:8:0${SALT_AND(64)}`,
  "no rounds": `pbkdf2:sha256:0${SALT_AND(32)}`,
  "a digest of another length": `pbkdf2:sha256:1000${SALT_AND(20)}`,
  "an unknown digest": `pbkdf2:md5:1000${SALT_AND(16)}`,
  "a plain hash, as Werkzeug wrote before 3.0": `sha256${SALT_AND(32)}`,
  "plain text": "plum orbit candle seven",
  "nothing": "",
  "Argon2id with too much memory": argon("m=262144,t=1,p=1"),
  "Argon2id with too many passes": argon("m=65536,t=9,p=1"),
  "Argon2id with too little memory for its lanes": argon("m=8,t=1,p=4"),
  "Argon2id without passes": argon("m=64,t=0,p=1"),
  "Argon2id without lanes": argon("m=64,t=1,p=0"),
};

function argon(params: string): string {
  return `$argon2id$v=19$${params}$${"A".repeat(22)}$${"A".repeat(43)}`;
}

for (const [what, hash] of Object.entries(UNKNOWN)) {
  Deno.test(`no known hash: ${what}`, async () => {
    assertFalse(isKnownHash(hash));
    assertEquals(await verifyPassword(PASSWORD, hash), { ok: false, outdated: false });
  });
}

Deno.test("hashes of Werkzeug and of Argon2id from elsewhere are known", () => {
  for (const [, hash] of HASHES) assertEquals([hash, isKnownHash(hash)], [hash, true]);
  assertEquals(isKnownHash(argon("m=65536,t=3,p=4")), true);
  assertEquals(isKnownHash(argon("m=102400,t=2,p=8")), true);
});
