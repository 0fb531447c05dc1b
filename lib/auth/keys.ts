import { createKeyring, type Keyring } from "@/lib/crypto/keyring.ts";
import { createSealer, type Sealer } from "@/lib/crypto/seal.ts";

/** One key for each purpose of this folder, so that nothing made for one passes for another. */
interface AuthKeys {
  /** Signs what a browser holds that people have signed in with before. */
  readonly device: Keyring;
  /** Names accounts and sources among the throttles without telling them. */
  readonly throttle: Keyring;
  /** Seals forms that are kept for later. */
  readonly form: Sealer;
  /** Seals tokens of private addresses. */
  readonly address: Sealer;
  /** Seals what a mailed link is to bring about. */
  readonly oneTime: Sealer;
}

interface WithSecrets {
  readonly secrets: readonly string[];
}

const known = new WeakMap<WithSecrets, AuthKeys>();

/** The keys of an app, derived once. */
export function keysOf(config: WithSecrets): AuthKeys {
  const keys = known.get(config) ?? derive(config);
  known.set(config, keys);
  return keys;
}

function derive({ secrets }: WithSecrets): AuthKeys {
  return {
    device: createKeyring(secrets, "device"),
    throttle: createKeyring(secrets, "throttle"),
    form: createSealer(secrets, "form"),
    address: createSealer(secrets, "private address"),
    oneTime: createSealer(secrets, "one-time token"),
  };
}
