/** Prints a new secret key: 256 random bits. */
import { randomToken } from "@/lib/crypto/random.ts";

console.log(randomToken());
